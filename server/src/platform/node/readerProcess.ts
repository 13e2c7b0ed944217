import { answerRead } from "../../workers/read.ts";
import { serveReads } from "./readerServer.ts";

serveReads(answerRead);
