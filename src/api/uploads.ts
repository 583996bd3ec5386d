import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { requireRoom, type Upload, type Uploader } from '../cases/uploads';
import type { Deps } from '../deps';
import { RefusedError, refuse } from '../errors';
import { wrongName } from '../uploads';

const MB = 1024 * 1024;
/** Names and fields around the files of a request. */
const AROUND_FILES_BYTES = MB;
/** Fields beside the files: the data, the attachments already there, the draft. */
const FIELDS_AT_MOST = 10;

/**
 * Takes the files of a multipart request and removes what was not kept of them, whatever comes.
 * What can be refused by its size, its number, its names or the room that is left is refused before it
 * is read; what is read goes to the disk piece by piece.
 * @param files how many at most
 * @throws E-00-13, E-00-14, E-00-23, E-00-32, E-00-34
 */
export async function withUploads<T>(
  deps: Deps,
  { req, res }: { req: Request; res: Response },
  uploader: Uploader,
  files: number,
  use: (uploads: Upload[]) => Promise<T>,
): Promise<T> {
  const fileMB = deps.config.ATTACHMENT_MAX_MB;
  const requestMB = Math.min(deps.config.ATTACHMENT_REQUEST_MAX_MB, files * fileMB);
  const bytesAtMost = requestMB * MB + AROUND_FILES_BYTES;
  const told = Number(req.get('Content-Length') ?? 0);
  if (told > bytesAtMost) throw tooLarge(files, requestMB, told);
  await requireRoom(deps, deps.db.manager, uploader, { files: 1, bytes: 0 });
  let refused: RefusedError | undefined;
  const read = multer({
    storage: onDisk(deps, (bytes) => {
      if (bytes <= bytesAtMost) return;
      refused = tooLarge(files, requestMB, bytes);
      throw refused;
    }),
    limits: { fileSize: fileMB * MB, files, fields: FIELDS_AT_MOST, fieldSize: MB },
    // multer reads names as Latin-1 unless told otherwise
    defParamCharset: 'utf8',
    fileFilter: (_req, { originalname, fieldname }, judged) => {
      const wrong = wrongName(originalname);
      if (!wrong) return judged(null, true);
      const ending = `.${wrong.ending}`;
      const code = wrong.why === 'runnable' ? 'E-00-32' : 'E-00-12';
      judged(refuse(code, { field: fieldname, zh: ending, en: ending }));
    },
  }).any();
  await new Promise<void>((resolve, reject) =>
    // what broke off because of us, multer may tell as a request that broke off
    read(req, res, (error: unknown) =>
      error ? reject(refused ?? toRefused(error, fileMB)) : resolve(),
    ),
  );
  const uploads = ((req.files ?? []) as unknown as (Express.Multer.File & Upload)[]).map(
    ({ path, size, sha256, originalname: name, fieldname: field }) => {
      return { path, size, sha256, name, field };
    },
  );
  try {
    return await use(uploads);
  } finally {
    await Promise.all(uploads.map((upload) => deps.files.discard(upload)));
  }
}

function tooLarge(files: number, mostMB: number, bytes: number): RefusedError {
  const came = (bytes / MB).toFixed(1);
  return refuse(files === 1 ? 'E-00-13' : 'E-00-14', {
    zh: `${came} MB，上限 ${mostMB} MB`,
    en: `${came} MB, at most ${mostMB} MB`,
  });
}

/** Writes files to the disk as they come, and counts what a request has sent. */
function onDisk({ files }: Pick<Deps, 'files'>, count: (bytes: number) => void): StorageEngine {
  let bytes = 0;
  async function* counted(stream: AsyncIterable<Buffer>) {
    for await (const piece of stream) {
      bytes += piece.length;
      count(bytes);
      yield piece;
    }
  }
  return {
    _handleFile(_req, file, done) {
      files.receive(counted(file.stream)).then(
        (received) => done(null, received),
        (error) => done(error),
      );
    },
    _removeFile(_req, file, done) {
      files.discard(file).then(() => done(null), done);
    },
  };
}

/** multer's words for a request that it does not read; a failing disk stays what it is. */
function toRefused(error: unknown, fileMB: number): unknown {
  if (error instanceof RefusedError) return error;
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE')
    return refuse('E-00-13', { zh: `上限 ${fileMB} MB`, en: `at most ${fileMB} MB` });
  const { message, code } = error as { message: string; code?: string };
  const ofMachine = code !== undefined && /^E[A-Z]+$/.test(code);
  return ofMachine ? error : refuse('E-00-23', { en: message });
}
