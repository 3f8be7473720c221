// @vitest-environment node
import { mailtoOf } from './mailto.js';

test.each([
  ['ann@example.org', 'mailto:ann@example.org'],
  ["o'brien+x@example.org", "mailto:o'brien%2Bx@example.org"],
  ['a&b=c?d@example.org', 'mailto:a%26b%3Dc%3Fd@example.org'],
  ['100%@example.org', 'mailto:100%25@example.org'],
  ['x@bücher.example', 'mailto:x@xn--bcher-kva.example'],
])('%s can be written to', (address, link) => {
  expect(mailtoOf(address)).toBe(link);
});

test.each([
  '',
  'ann',
  'javascript:alert(1)',
  'a@example.org?bcc=b@example.org',
  'a@example.org,b@example.org',
  'a@example.org\nBcc: b@example.org',
  '"><script>@example.org',
])('%s cannot', (address) => {
  expect(mailtoOf(address)).toBeNull();
});
