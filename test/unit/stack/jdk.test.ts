import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJdk } from '../../../stack/lib/jdk';

const jvm = mkdtempSync(join(tmpdir(), 'zjf-jvm-'));

function fakeJdk(name: string, version: string, javac = true): string {
  const home = join(jvm, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'release'), `IMPLEMENTOR="Test"\nJAVA_VERSION="${version}"\n`);
  for (const program of javac ? ['java', 'javac'] : ['java']) {
    writeFileSync(join(home, 'bin', program), '');
    chmodSync(join(home, 'bin', program), 0o755);
  }
  return home;
}

describe('looking for a JDK', () => {
  const old = fakeJdk('jdk-17', '17.0.15');
  fakeJdk('jre-25', '25.0.1', false);
  const onThePath = { PATH: join(old, 'bin') };

  it('says in one sentence what is missing', () => {
    expect(() => findJdk({ PATH: '' }, [])).toThrow('A JDK 21 or newer is needed and none was');
    expect(() => findJdk(onThePath, [jvm])).toThrow('A JDK 21 or newer is needed, found only 17');
  });

  it('takes a newer one beside an older one on the PATH, JAVA_HOME first', () => {
    const newer = fakeJdk('temurin-21', '21.0.2');
    const home = fakeJdk('jdk-26', '26');
    expect(findJdk({ ...onThePath, JAVA_HOME: home }, [jvm])).toBe(home);
    expect(findJdk({ ...onThePath, JAVA_HOME: old }, [jvm])).toMatch(/temurin-21|jdk-26/);
    expect(findJdk({ PATH: join(newer, 'bin') }, [])).toMatch(/temurin-21$/);
  });
});
