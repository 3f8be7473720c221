import { render, screen } from '@testing-library/react';

import { RichText } from './RichText.jsx';

test.each([
  ['See https://example.com/a?b=1.', 'https://example.com/a?b=1', 'https://example.com/a?b=1'],
  [
    'See www.example.com/?to=a://b',
    'www.example.com/?to=a://b',
    'https://www.example.com/?to=a://b',
  ],
  ['Write to help@example.com', 'help@example.com', 'mailto:help@example.com'],
])('%s: a link', (text, name, href) => {
  render(<RichText text={text} />);
  const link = screen.getByRole('link', { name });
  expect(link).toHaveAttribute('href', href);
  expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
});

test.each([
  'javascript:alert(1)',
  'file://x@files.example/share',
  'ftp://x@files.example/share',
  'mailto:help@example.com?bcc=other@example.com',
  'http://example.com"></script>',
  'invoice.example',
])('%s: text', (text) => {
  const { container } = render(<RichText text={text} />);
  expect(container).toHaveTextContent(text);
  expect(screen.queryByRole('link')).toBeNull();
});
