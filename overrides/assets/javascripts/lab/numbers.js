// How the lab writes numbers. Intl would do it too; its first use holds the page for 20 ms and more.

/** 10000 → "10,000" */
export const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

export const many = (count, one, more) => `${grouped(count)} ${count === 1 ? one : more}`;

export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
