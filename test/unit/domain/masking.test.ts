import { mask, maskIdNumber, maskName, maskPhone } from '../../../src/domain/masking';

describe('masking of personal data', () => {
  test('an ID number keeps three and four', () => {
    expect(maskIdNumber('330282197703121234')).toBe('330***********1234');
  });

  test('a name keeps its first character and does not tell its length', () => {
    expect(['张三', '张三丰', '𠮷田太郎', ''].map(maskName)).toEqual(['张**', '张**', '𠮷**', '']);
  });

  test('a telephone number keeps three and four', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
  });

  test('what is too short to hide its middle is hidden whole', () => {
    expect([maskIdNumber('330282123'), maskPhone('12345'), maskPhone('')]).toEqual([
      '*********',
      '*****',
      '',
    ]);
  });

  test('goes by the kind a form field is marked with', () => {
    expect(mask('id-number', '33028219770312123X')).toBe('330***********123X');
    expect(mask('name', '王五')).toBe('王**');
    expect(mask('phone', '13812345678')).toBe('138****5678');
  });
});
