import type { Assets } from './assets/assets.ts';

interface IndexPage {
  readonly title: string;
  readonly token: string;
  readonly assets: Assets;
}

/** The one document of the console: its pages are drawn by the script. */
export const indexPage = ({ title, token, assets }: IndexPage): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="console-token" content="${token}" />
    <meta name="console-build" content="${assets.build}" />
    <title>${escaped(title)}</title>
    <link rel="icon" href="${assets.icon}" />
    <link rel="stylesheet" href="${assets.style}" />
    <script type="module" src="${assets.script}"></script>
  </head>
  <body></body>
</html>
`;

/** What is shown where the pages could not be made. */
export const failurePage = (title: string, why: string): string => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>${escaped(title)}</title></head>
  <body><h1>The pages of the console could not be made</h1><pre>${escaped(why)}</pre></body>
</html>
`;

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
