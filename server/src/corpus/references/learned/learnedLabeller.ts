import model from "../../../../../data/referenceModel.json" with { type: "json" };
import { type Labeller, labellerOf } from "./labeller.ts";
import { unpacked } from "./packedModel.ts";

/** A large file: import this only where references are read. */
export const learnedLabeller: Labeller = labellerOf(unpacked(model));
