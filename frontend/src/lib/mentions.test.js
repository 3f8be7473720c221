import { flattenMentions, mentionOf } from './mentions.js';

test.each(['Ada Lovelace', 'עדה לאבלייס', 'A[d]a', 'Ada\\', '[Ada](agent:9)', '**Ada**'])(
  'the mention of %s reads as the name',
  (name) => {
    const text = `Ask ${mentionOf({ id: 7, name })} first`;
    expect(text).toContain('(agent:7)');
    expect(flattenMentions(text)).toBe(`Ask @${name} first`);
  },
);

test('other links stay as they are', () => {
  const text = '[Ada](agent:7) [@Ada](https://example.com) [@Ada](agent:x)';
  expect(flattenMentions(text)).toBe(text);
});
