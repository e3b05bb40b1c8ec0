// The picture as pixels, twice as fine as a screen of old.

const FINE = 2;
// No side longer than what every browser's canvas can hold.
const LONGEST = 8000;

/**
 * @param {string} picture an SVG text
 * @returns {Promise<Blob>}
 */
export async function asPng(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const fine = Math.min(FINE, LONGEST / image.naturalWidth, LONGEST / image.naturalHeight);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * fine);
  canvas.height = Math.round(image.naturalHeight * fine);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
}
