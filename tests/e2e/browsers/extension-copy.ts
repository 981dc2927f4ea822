/** Prepares the built extension for one browser run: a copy with permissions granted, or an xpi. Disk. */
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

interface Manifest {
  permissions?: string[];
  optional_permissions?: string[];
  host_permissions?: string[];
  optional_host_permissions?: string[];
  browser_specific_settings?: { gecko?: { id?: string } };
}

/** What of the optional permissions is granted: all, nothing, or all but the hosts. */
export type Grant = 'all' | 'none' | 'no-hosts';

/** Copies a build to `to`, with what is granted made required; nothing else changes. */
export async function copyExtension(from: string, to: string, grant: Grant): Promise<void> {
  await cp(from, to, { recursive: true });
  if (grant === 'none') return;
  const { optional_permissions, optional_host_permissions, ...manifest } = await readManifest(to);
  const granted: Manifest = {
    ...manifest,
    permissions: [...(manifest.permissions ?? []), ...(optional_permissions ?? [])],
    ...(grant === 'all'
      ? { host_permissions: [...(manifest.host_permissions ?? []), ...(optional_host_permissions ?? [])] }
      : { optional_host_permissions: optional_host_permissions ?? [] }),
  };
  await writeFile(join(to, 'manifest.json'), JSON.stringify(granted));
}

/** Reads the id that Firefox knows the extension by. */
export async function geckoIdOf(extension: string): Promise<string> {
  const id = (await readManifest(extension)).browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error('The manifest has no browser_specific_settings.gecko.id.');
  return id;
}

/** Packs a folder as an xpi, which Firefox keeps over a restart, unlike a folder. */
export async function packExtension(folder: string, xpi: string): Promise<void> {
  const files: Record<string, Uint8Array> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path)] = await readFile(path);
  }
  await writeFile(xpi, zipSync(files, { level: 0 }));
}

async function readManifest(extension: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'));
}
