import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_singleFetch: false,
        v3_throwAbortReason: true,
      },
    }),
  ],
  build: {
    assetsInlineLimit: 0,
    // The server reads adapters from their sources, as the worker does: a process has one registry of them.
    rollupOptions: { external: isSsrBuild ? [/^#app\/adapters\//] : [] },
  },
  optimizeDeps: { include: ["@shopify/polaris"] },
}));
