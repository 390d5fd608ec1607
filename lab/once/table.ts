import { relative } from 'node:path';
import { printable } from '@safelight/asl/cli/printable';
import { bytesText, type Screen } from '@safelight/local/cli/style';
import type { PhotoReport } from './report.ts';

/** The tables that people read: per photo its variants, what each saves against the source, and where it lies. */
export function tables(photos: readonly PhotoReport[], screen: Screen, cwd: string): string {
  const developed = photos.filter(({ status }) => status === 'READY');
  return [...developed.map((photo) => photoTable(photo, screen, cwd)), closing(photos, screen)].join('\n');
}

function photoTable({ key, sourceBytes, seconds, variants }: PhotoReport, { paint }: Screen, cwd: string): string {
  const moves = variants.some(({ frames = 1 }) => frames > 1);
  const rows = variants.map(({ format, width, height, frames = 1, bytes, path }) => [
    frames > 1 ? `${format}, ${frames} frames` : format,
    `${width} x ${height}`,
    bytesText(bytes),
    // A still saves nothing against a film.
    moves && frames === 1 ? '–' : saved(bytes, sourceBytes),
    printable(relative(cwd, path)),
  ]);
  const head = ['format', 'size', 'bytes', 'saved', 'file'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ')}`;
  const title = `${paint('bold', printable(key))}  ${paint('dim', `${bytesText(sourceBytes)}, developed in ${seconds.toFixed(1)} s`)}`;
  return ['', title, paint('dim', line(head)), ...rows.map(line)].map((text) => text.trimEnd()).join('\n');
}

/** Numbers are read from their right end. */
const pad = (cell: string, width: number, column: number) =>
  column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width);

const saved = (bytes: number, sourceBytes: number) =>
  bytes < sourceBytes ? `${Math.round((1 - bytes / sourceBytes) * 100)} %` : '–';

function closing(photos: readonly PhotoReport[], { paint }: Screen): string {
  const count = (status: PhotoReport['status']) => photos.filter((photo) => photo.status === status).length;
  const parts = [
    [count('READY'), 'developed', 'green'],
    [count('REJECTED'), 'rejected', 'yellow'],
    [count('FAILED'), 'failed', 'red'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, word, style]) => paint(style, `${n} ${word}`));
  return `\n${said.join(', ')}\n`;
}
