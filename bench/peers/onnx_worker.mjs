// Runs the exported model in ONNX Runtime for compare.py: answers the lines of standard input, each with one line of
// JSON.
//
//   node onnx_worker.mjs PACKAGES FOLDER all_steps|last_step
//
//   check                     the largest difference from the outputs expected in FOLDER
//   batch 16 iterations 3     how long each iteration took, in nanoseconds
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const [packages, folder, graph] = process.argv.slice(2);
const { InferenceSession, Tensor } = createRequire(resolve(packages, "package.json"))("onnxruntime-node");

// One thread, as everything in the table.
const options = {
  executionProviders: ["cpu"],
  graphOptimizationLevel: "all",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
};

function readTensors(path) {
  const file = readFileSync(path);
  const data = 8 + Number(file.readBigUInt64LE(0));
  const tensors = {};
  for (const [name, { shape, data_offsets: offsets }] of Object.entries(JSON.parse(file.subarray(8, data)))) {
    if (name === "__metadata__") continue;
    const bytes = Uint8Array.from(file.subarray(data + offsets[0], data + offsets[1]));
    tensors[name] = { shape, values: new Float32Array(bytes.buffer) };
  }
  return tensors;
}

const io = readTensors(`${folder}/io.safetensors`);
const [windows, channels, length] = io.input.shape;

const sessions = new Map();
async function sessionFor(batch) {
  if (!sessions.has(batch))
    sessions.set(batch, await InferenceSession.create(`${folder}/${graph}_${batch}.onnx`, options));
  return sessions.get(batch);
}

async function largestDifference() {
  const session = await sessionFor(1);
  let largest = 0;
  for (let window = 0; window < windows; ++window) {
    const size = channels * length;
    const values = io.input.values.slice(window * size, (window + 1) * size);
    const outputs = await session.run({ input: new Tensor("float32", values, [1, channels, length]) });
    for (const [name, found] of Object.entries(outputs)) {
      // The last step, where the file holds them all.
      const end = ((window + 1) * io[name].values.length) / windows;
      const expected = io[name].values.subarray(end - found.data.length, end);
      found.data.forEach((value, i) => (largest = Math.max(largest, Math.abs(value - expected[i]))));
    }
  }
  return largest;
}

const inputs = new Map();
async function time(batch, iterations) {
  const session = await sessionFor(batch);
  if (!inputs.has(batch)) {
    const values = Float32Array.from({ length: batch * channels * length }, () => 2 * Math.random() - 1);
    inputs.set(batch, { input: new Tensor("float32", values, [batch, channels, length]) });
  }
  const times = [];
  for (let i = 0; i < iterations; ++i) {
    const began = process.hrtime.bigint();
    await session.run(inputs.get(batch));
    times.push(Number(process.hrtime.bigint() - began));
  }
  return times;
}

for await (const line of createInterface({ input: process.stdin })) {
  const words = line.split(" ");
  const answer =
    words[0] === "check" ? { difference: await largestDifference() } : { ns: await time(+words[1], +words[3]) };
  console.log(JSON.stringify(answer));
}
