/** What a unit is made of. All paths are absolute. */
export interface UnitFacts {
  readonly node: string;
  readonly program: string;
  readonly config: string;
  readonly state: string;
  readonly user: string;
  /** What is read: folders and files of the sources. */
  readonly reads: readonly string[];
  /** Where is written, beside the state: folders of reports and of event files. */
  readonly writes: readonly string[];
  /** With whom it speaks: names, addresses, or folders of Unix sockets. */
  readonly hosts: readonly string[];
  readonly nice: number;
  readonly io: 'idle' | 'normal';
  /** Bytes. */
  readonly memory: number;
  readonly capabilities: boolean;
}

/** A unit for systemd, as closed as it can be: see docs/service.md, which says what each capability allows. */
export function unitText(facts: UnitFacts): string {
  const { node, program, config, state, user } = facts;
  const command = [node, '--max-semi-space-size=4', program, 'run', '--config', config, '--state', state];
  return sections({
    Unit: [
      'Description=Wayward: finds customer data that has strayed, or has stayed too long',
      'Wants=network-online.target',
      'After=network-online.target remote-fs.target',
    ],
    Service: [
      'Type=exec',
      `User=${user}`,
      `Group=${user}`,
      `ExecStart=${command.map(argument).join(' ')}`,
      '# Reads the configuration again; a wrong one is refused, and the one before counts.',
      'ExecReload=/bin/kill -HUP $MAINPID',
      'Restart=on-failure',
      'RestartSec=30',
      '# 2: set up wrongly. Trying again helps nobody.',
      'RestartPreventExitStatus=2',
      '# The agent ends its jobs itself, within seconds.',
      'KillMode=mixed',
      'TimeoutStopSec=20',
      '# Keeps memory small: what one thread frees another can take.',
      'Environment=MALLOC_ARENA_MAX=2',
      '# Variables that the configuration refers to, as passwords: readable by root alone.',
      `EnvironmentFile=-${folderOf(config).replaceAll('%', '%%')}/wayward.env`,
      '',
      '# What it may take of the machine.',
      `Nice=${facts.nice}`,
      ...(facts.io === 'idle' ? ['IOSchedulingClass=idle'] : []),
      `MemoryMax=${Math.ceil(facts.memory / 2 ** 20)}M`,
      '# A scan that is ended for its memory does not take the agent along.',
      'OOMPolicy=continue',
      '',
      ...filesOf(facts),
      '',
      ...networkOf(facts.hosts),
      '',
      ...privilegesOf(facts.capabilities),
    ],
    Install: ['WantedBy=multi-user.target'],
  });
}

function filesOf({ reads, writes, state, node, program, config }: UnitFacts): string[] {
  const needed = [...reads, ...writes, state, node, program, config];
  const below = (folders: readonly string[]) => needed.some((one) => folders.some((folder) => isIn(one, folder)));
  const home = below(['/home', '/root', '/run/user']);
  const temporary = below(['/tmp', '/var/tmp']);
  const stateDirectory = /^\/var\/lib\/([^/]+(?:\/[^/]+)*)$/.exec(state)?.[1];
  const ownState =
    stateDirectory === undefined
      ? [`ReadWritePaths=${path(state)}`]
      : [`StateDirectory=${path(stateDirectory)}`, 'StateDirectoryMode=0700'];
  return [
    '# Everything is read-only but what is written.',
    'ProtectSystem=strict',
    ...reads.map((one) => `ReadOnlyPaths=-${path(one)}`),
    ...ownState,
    ...writes.map((one) => `ReadWritePaths=${path(one)}`),
    ...(home ? ['# Something that it needs lies there.', 'ProtectHome=read-only'] : ['ProtectHome=yes']),
    ...(temporary ? ['# Something that it needs lies in /tmp.', 'PrivateTmp=no'] : ['PrivateTmp=yes']),
    'UMask=0077',
  ];
}

/** Addresses can be let through one by one; names stand for addresses that change. */
function networkOf(hosts: readonly string[]): string[] {
  const remote = [...new Set(hosts.filter((host) => !host.startsWith('/')))];
  if (remote.length === 0) {
    return ['# It speaks with nobody.', 'PrivateNetwork=yes', 'RestrictAddressFamilies=AF_UNIX'];
  }
  const families = 'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6';
  const names = remote.filter((host) => host !== 'localhost' && !isAddress(host));
  if (names.length === 0) {
    return [
      '# It speaks with these alone.',
      'IPAddressDeny=any',
      ...remote.map((host) => `IPAddressAllow=${host}`),
      families,
    ];
  }
  return [
    '# systemd lets addresses through, not names. Where those of these hosts and of your name servers are fixed, put',
    `# "IPAddressDeny=any" and an "IPAddressAllow=" for each in a drop-in: ${names.join(', ')}.`,
    families,
  ];
}

function privilegesOf(capabilities: boolean): string[] {
  const held = capabilities ? 'CAP_DAC_READ_SEARCH CAP_FOWNER' : '';
  return [
    ...(capabilities
      ? [
          '# CAP_DAC_READ_SEARCH: reads and enters what others own. CAP_FOWNER: reads it without moving its access time.',
          `AmbientCapabilities=${held}`,
        ]
      : ['# It reads what this user may read, and tells what it could not.']),
    `CapabilityBoundingSet=${held}`,
    'NoNewPrivileges=yes',
    'PrivateDevices=yes',
    'DevicePolicy=closed',
    'ProtectClock=yes',
    'ProtectControlGroups=yes',
    'ProtectHostname=yes',
    'ProtectKernelLogs=yes',
    'ProtectKernelModules=yes',
    'ProtectKernelTunables=yes',
    'ProtectProc=invisible',
    'ProcSubset=pid',
    'LockPersonality=yes',
    'RemoveIPC=yes',
    'RestrictNamespaces=yes',
    'RestrictRealtime=yes',
    'RestrictSUIDSGID=yes',
    'SystemCallArchitectures=native',
    'SystemCallFilter=@system-service',
    'SystemCallFilter=~@privileged @resources',
    'SystemCallErrorNumber=EPERM',
  ];
}

function sections(of: Readonly<Record<string, readonly string[]>>): string {
  const texts = Object.entries(of).map(([name, lines]) => `[${name}]\n${lines.join('\n')}\n`);
  return `# Made by "wayward service". Changes of your own belong in a drop-in: systemctl edit wayward.\n\n${texts.join('\n')}`;
}

const isIn = (one: string, folder: string) => one === folder || one.startsWith(`${folder}/`);

const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'));

function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.includes(':');
}

/** `%` begins a specifier of systemd; a word with spaces stands in quotes. */
function path(text: string): string {
  const escaped = text.replaceAll('%', '%%');
  return /[\s"'\\;]/.test(escaped) ? `"${escaped.replaceAll(/["\\]/g, '\\$&')}"` : escaped;
}

/** In a command, `$` begins a variable, too. */
function argument(text: string): string {
  return path(text.replaceAll('$', '$$$$'));
}
