import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { createQueryClient } from '../app/queryClient.js';
import { RequestPage } from '../features/request/RequestPage.jsx';
import { TOKEN } from './server.js';

/**
 * Open the page behind a private link, without the providers of the rest of the product.
 * @param {string} [token]
 */
export function follow(token = TOKEN) {
  const client = createQueryClient();
  const { queries, ...others } = client.getDefaultOptions();
  client.setDefaultOptions({ ...others, queries: { ...queries, retryDelay: 0 } });
  const view = render(
    <QueryClientProvider client={client}>
      <RequestPage token={token} />
    </QueryClientProvider>,
  );
  return { ...view, client, user: userEvent.setup({ delay: null }) };
}

export const answerBox = () => screen.findByRole('textbox', { name: 'Your answer' });

export const sendButton = () =>
  screen.getByRole('button', { name: /^(Send answer|Sending…|Try again)$/ });

/** Return the messages on screen, each as who wrote it and what. */
export function shownMessages() {
  return [...document.querySelectorAll('.public-message')].map((message) => {
    const author = message.querySelector('.public-message-author')?.textContent;
    const text = message.querySelector('.message-text, .detail-description')?.textContent;
    return `${author}: ${text}`;
  });
}

/** Return what screen readers are told at the moment. */
export const announced = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
