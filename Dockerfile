FROM node:24-bookworm-slim AS build
WORKDIR /concord
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma prisma
COPY scripts/trim-packages.js scripts/
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /concord
COPY --from=build --chown=node:node /concord ./
# Where the embedded database lives when DATABASE_URL is unset: mount a volume to keep it.
RUN install -d -o node -g node .concord
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT??3000)+'/readyz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# The worker is the same image with another command: node worker.ts
CMD ["node", "server.ts"]
