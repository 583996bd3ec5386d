# The API and the workers, run from source as `npm start` does. Models, forms and seed are part of
# the image: an image is a release.
FROM node:22-slim
ENV NODE_ENV=production
# Packages of packages report home when installed.
ENV IBM_TELEMETRY_DISABLED=true SCARF_ANALYTICS=false
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src src
COPY bpmn bpmn
COPY dmn dmn
COPY forms forms
COPY labels labels
COPY seed seed
# A named volume takes over the owner of the folder it is mounted on.
RUN mkdir -p /data/attachments /data/anchors && chown node:node /data/attachments /data/anchors
USER node
EXPOSE 18600
CMD ["node", "--max-semi-space-size=32", "--import", "tsx", "src/main.ts"]
