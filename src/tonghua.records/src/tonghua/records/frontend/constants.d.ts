/** Names that the build fills in: vite.config.ts. */

declare const __WORKER__: string;
declare const __READER__: string;
declare const __CHARTS__: string;
declare module "*.css";
