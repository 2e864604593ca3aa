// Uses an address in every way in which a page can; resolves to the ways in which something of it came to life.
async (address) => {
  const lived = [];
  const settled = (target) =>
    new Promise((done) => {
      for (const name of ["load", "error", "loadedmetadata", "message"]) target.addEventListener(name, () => done(name));
      setTimeout(() => done("nothing"), 700);
    });
  const put = (tag, from, more = {}) => {
    const element = Object.assign(document.createElement(tag), more);
    element[from] = address;
    document.body.append(element);
    return settled(element);
  };
  const work = (made) => settled(made).then((name) => {
    if (name === "message") lived.push("worker");
    made.terminate();
  });
  const known = (way, promise) => promise.then(() => lived.push(way), () => undefined);
  await Promise.all([
    put("img", "src"),
    put("iframe", "src"),
    put("object", "data"),
    put("object", "data", { type: "image/svg+xml" }),
    put("embed", "src"),
    put("script", "src"),
    put("script", "src", { type: "module" }),
    put("link", "href", { rel: "stylesheet" }).then((name) => name === "load" && lived.push("style sheet")),
    put("video", "src"),
    work(new Worker(address)),
    known("import", import(address)),
    known("service worker", navigator.serviceWorker.register(address)),
  ]);
  return lived;
};
