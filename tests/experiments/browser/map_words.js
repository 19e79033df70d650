// Which words and plates of a map of some width lie on one another or leave it, and how many there are.
async (wide) => {
  const [{ plan }, { width }, source] = await Promise.all(
    ["tapal/map-plan", "tapal/measure", "tapal/source"].map((name) => import(name)),
  );
  const facts = await source.loadFacts();
  const asked = { policy: "combined", levers: {}, world: {}, months: 12, replications: 1, seed: 1 };
  const status = await source.ask(asked);
  const { key } = status.state === "done" ? status : await source.watch(status.job, () => true);
  const answer = await source.loadAnswer(key);
  const drawn = plan(facts, answer, wide, (text, size, bold) => width(text, `${bold ? 600 : 500} ${size}px sans-serif`));
  const named = [...drawn.words, ...drawn.groups].map(({ name, box }) => ({ name, ...box }));
  const shared = [];
  named.forEach((one, place) => {
    if (one.x < 0 || one.y < 0 || one.x + one.width > wide + 1 || one.y + one.height > drawn.height + 1) shared.push(one.name);
    for (const other of named.slice(place + 1)) {
      const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
      const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
      if (across > 1 && down > 1) shared.push(`${one.name} on ${other.name}`);
    }
  });
  return [shared, named.length];
}
