import { forcedBy, passGate } from '../../src/tools/models/deploy-gate';
import type { Finding } from '../../src/tools/models/finding';

const finding = (severity: Finding['severity']): Finding => {
  return { file: 'dmn/a.dmn', element: 'row-1', severity, rule: 'names/key', message: 'wrong' };
};
const forced = { by: 'li.lei', why: '紧急' };

describe('[R6] the gate before a deployment', () => {
  test('lets models pass whose findings are looks', () => {
    expect(passGate([finding('warn'), finding('info')], null)).toEqual([]);
  });

  test('stops at an error, and names it', () => {
    expect(() => passGate([finding('warn'), finding('error')], null)).toThrow(
      /row-1 {2}error {2}wrong[\s\S]*1 faults, nothing was deployed/,
    );
  });

  test('hands back what was forced', () => {
    expect(passGate([finding('error'), finding('warn')], forced)).toEqual([finding('error')]);
  });

  test('wants a person and a reason with force, and force with these', () => {
    expect(forcedBy({})).toBeNull();
    expect(forcedBy({ force: true, by: 'li.lei', why: ' 紧急 ' })).toEqual(forced);
    const halves = [
      { force: true },
      { force: true, by: 'li.lei' },
      { force: true, by: 'li.lei', why: ' ' },
      { by: 'li.lei', why: '紧急' },
    ];
    for (const given of halves) expect(() => forcedBy(given)).toThrow('--force');
  });
});
