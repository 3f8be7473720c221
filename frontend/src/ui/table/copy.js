/** Texts of tables. */
export const tableCopy = {
  downloadCsv: 'Download CSV',
  downloadName: (/** @type {string} */ table) => `Download CSV: ${table}`,
};
