# The API and the workers. Models, forms and seed are part of the image: an image is a release.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/src/web/static dist/web/static
COPY --from=build /app/bpmn bpmn
COPY --from=build /app/dmn dmn
COPY --from=build /app/forms forms
COPY --from=build /app/labels labels
COPY --from=build /app/seed seed
# A named volume takes over the owner of the folder it is mounted on.
RUN mkdir -p /data/attachments && chown node:node /data/attachments
USER node
EXPOSE 18600
CMD ["node", "dist/main.js"]
