import type { Command } from 'commander';
import { CannotRun } from './errors.ts';

/** A command of the program as a shell completes it. */
interface Word {
  /** `report`, `report html`; '' is the program itself. */
  readonly path: string;
  readonly description: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly {
    readonly flags: readonly string[];
    readonly description: string;
    readonly takes: 'nothing' | 'file' | 'folder' | 'choice' | 'value';
    readonly choices: readonly string[];
  }[];
}

/** `wayward completion SHELL`: a script that a shell reads. Made from the program itself, so that it knows what there is. */
export function completionCommand(shell: string, program: Command): void {
  const write = shells[shell];
  if (write === undefined)
    throw new CannotRun(`there is no completion for ${shell}; there is ${Object.keys(shells).join(', ')}`);
  process.stdout.write(write([...wordsOf(program, '')]));
}

const shells: Readonly<Record<string, (words: readonly Word[]) => string>> = { bash, zsh, fish };

function* wordsOf(command: Command, path: string): Generator<Word> {
  const commands = command.commands.filter((one) => one.name() !== 'help');
  yield {
    path,
    description: command.description(),
    commands: commands.map((one) => ({ name: one.name(), description: one.description() })),
    options: [
      ...command.options.map((option) => ({
        flags: [option.short, option.long].filter((flag) => flag != null),
        description: option.description,
        takes: takes(option.flags, option.argChoices),
        choices: option.argChoices ?? [],
      })),
      { flags: ['-h', '--help'], description: 'help', takes: 'nothing', choices: [] },
    ],
  };
  for (const one of commands) yield* wordsOf(one, path === '' ? one.name() : `${path} ${one.name()}`);
}

function takes(flags: string, choices: readonly string[] | undefined): Word['options'][number]['takes'] {
  const value = /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1];
  if (value === undefined) return 'nothing';
  if (choices !== undefined) return 'choice';
  return value === 'dir' ? 'folder' : /file|policy/.test(value) ? 'file' : 'value';
}

/** Single quotes: nothing in them is looked at. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function bash(words: readonly Word[]): string {
  const cases = words.map(({ path, commands, options }) => {
    const given = [...commands.map(({ name }) => name), ...options.flatMap(({ flags }) => flags)];
    const values = options
      .filter(({ takes: of }) => of !== 'nothing')
      .map(({ flags, takes: of, choices }) => {
        const action = of === 'choice' ? `words=${quoted(choices.join(' '))}` : `kind=${of}`;
        return `        ${flags.join('|')}) ${action};;`;
      });
    return `    ${quoted(path)})
      words=${quoted(given.join(' '))}
      case "$before" in
${values.join('\n')}
      esac;;`;
  });
  const known = words.map(({ path }) => path).filter((path) => path !== '');
  return `# Completion of wayward for bash: source <(wayward completion bash)
_wayward() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path='' words='' kind='' at word
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case "\${path:+$path }$word" in
      ${known.map(quoted).join('|')}) path="\${path:+$path }$word";;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  case "$kind" in
    folder) COMPREPLY=($(compgen -d -- "$current"));;
    file) COMPREPLY=($(compgen -f -- "$current"));;
    value) COMPREPLY=();;
    *) COMPREPLY=($(compgen -W "$words" -- "$current"));;
  esac
  if [[ -z "$kind" && \${#COMPREPLY[@]} -eq 0 ]]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _wayward wayward
`;
}

function zsh(words: readonly Word[]): string {
  const described = (name: string, text: string) => quoted(`${name.replaceAll(':', '\\:')}:${text}`);
  const cases = words.map(({ path, commands, options }) => {
    const listed = [
      ...commands.map(({ name, description }) => described(name, description)),
      ...options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description))),
    ];
    const values = options
      .filter(({ takes: of }) => of !== 'nothing')
      .map(({ flags, takes: of, choices }) => {
        const files = { folder: '_files -/', file: '_files', value: ':' }[of as 'folder' | 'file' | 'value'];
        const action = of === 'choice' ? `compadd -- ${choices.map(quoted).join(' ')}` : files;
        return `        ${flags.join('|')}) ${action}; return;;`;
      });
    return `    ${quoted(path)})
      case "$before" in
${values.join('\n')}
      esac
      known=(${listed.join(' ')});;`;
  });
  const paths = words.map(({ path }) => path).filter((path) => path !== '');
  return `#compdef wayward
# Completion of wayward for zsh: wayward completion zsh > "\${fpath[1]}/_wayward"
_wayward() {
  local before="\${words[CURRENT-1]}" way='' at word
  local -a known
  for ((at = 2; at < CURRENT; at++)); do
    word="\${words[at]}"
    case "\${way:+$way }$word" in
      (${paths.map(quoted).join('|')}) way="\${way:+$way }$word";;
    esac
  done
  case "$way" in
${cases.join('\n')}
  esac
  _describe wayward known || _files
}
if [ "$funcstack[1]" = "_wayward" ]; then _wayward "$@"; else compdef _wayward wayward; fi
`;
}

function fish(words: readonly Word[]): string {
  const lines = words.flatMap(({ path, commands, options }) => {
    const names = path.split(' ').filter((name) => name !== '');
    const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');
    const others = commands.map(({ name }) => name).join(' ');
    const none =
      names.length === 0 ? '__fish_use_subcommand' : `${seen}; and not __fish_seen_subcommand_from ${others}`;
    return [
      ...commands.map(({ name, description }) => {
        return `complete -c wayward -f -n ${quoted(none)} -a ${name} -d ${quoted(description)}`;
      }),
      ...options.map(({ flags, description, takes: of, choices }) => {
        const given = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
        const values = {
          nothing: '',
          file: ' -r',
          folder: " -x -a '(__fish_complete_directories)'",
          value: ' -x',
          choice: ` -x -a ${quoted(choices.join(' '))}`,
        }[of];
        const when = names.length === 0 ? '' : ` -n ${quoted(seen)}`;
        return `complete -c wayward${when} ${given.join(' ')}${values} -d ${quoted(description)}`;
      }),
    ];
  });
  return `# Completion of wayward for fish: wayward completion fish > ~/.config/fish/completions/wayward.fish\n${lines.join('\n')}\n`;
}
