import { VARIABLES, withSamples } from './samples.js';

test('known variables are shown with made-up values', () => {
  expect(withSamples('Hi {{ requester.first_name|there }}, #{{ticket.number}}')).toBe(
    'Hi Ada, #1042',
  );
  for (const { inserted, sample } of Object.values(VARIABLES)) {
    expect(withSamples(inserted)).toBe(sample);
  }
});

test('what is no variable stays as it was typed', () => {
  for (const text of ['\\{{agent.name}}', '{{nope}}', '{{agent.name', '{{}}', '{{toString}}']) {
    expect(withSamples(text)).toBe(text);
  }
});
