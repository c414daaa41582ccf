import { readdir } from 'node:fs/promises';

/**
 * Plug-ins of one folder, by id and sorted by it. A file's name is the id (`de/idnr.ts` is `de.idnr` where `recursive`);
 * its default export is the plug-in. Folders called `lib` and names beginning with `_` hold what plug-ins share.
 * Reads `.ts` in the repository and `.js` in a package.
 *
 * @throws Error when the folder is missing, a file has no default export, or two files give the same id.
 */
export async function loadPlugins<T>(folder: URL, options: { recursive?: boolean } = {}): Promise<Map<string, T>> {
  const base = folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`);
  const files = await pluginFiles(base, '', options.recursive === true);
  const plugins = new Map<string, T>();
  for (const { id, url } of files.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (plugins.has(id)) throw new Error(`two plug-ins are called ${id}`);
    const module = (await import(url.href)) as { default?: T };
    if (module.default === undefined) throw new Error(`the plug-in ${id} has no default export`);
    plugins.set(id, module.default);
  }
  return plugins;
}

interface PluginFile {
  readonly id: string;
  readonly url: URL;
}

async function pluginFiles(base: URL, prefix: string, recursive: boolean): Promise<PluginFile[]> {
  const entries = await readdir(base, { withFileTypes: true });
  const found: PluginFile[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('_') || entry.name.startsWith('.')) continue;
    const encoded = encodeURIComponent(entry.name);
    if (entry.isDirectory()) {
      if (!recursive || entry.name === 'lib') continue;
      found.push(...(await pluginFiles(new URL(`${encoded}/`, base), `${prefix}${entry.name}.`, true)));
    } else if (/(?<!\.d)\.(ts|js)$/.test(entry.name)) {
      found.push({ id: prefix + entry.name.slice(0, -3), url: new URL(encoded, base) });
    }
  }
  return found;
}
