import '@testing-library/jest-dom/vitest';

const hasPage = typeof document !== 'undefined';

/** @type {import('vitest').Mock<typeof console.error>} */
let complain;

beforeEach(() => {
  complain = vi.spyOn(console, 'error');
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  expect(complain).not.toHaveBeenCalled();
});

if (hasPage) {
  const { resetProduct } = await import('./product.js');
  const { backend, server } = await import('./server.js');

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));

  afterEach(() => {
    resetProduct();
    server.resetHandlers();
    backend.reset();
  });

  afterAll(() => server.close());
}
