import type { Visit } from '../visit.ts';
import {
  peekQueue,
  publish,
  readTable as readItems,
  readMetric,
  searchLog,
  sendBack,
  sendMessage,
  testRule,
} from './beside.ts';
import { changeFile, listActivities, publishVersion } from './definitions.ts';
import { exportFiles, exportTest, readEvents, readGraph, readState, readTable, startAgain } from './execution.ts';
import { redriveFailed } from './failure.ts';
import { readMapRun } from './map-run.ts';
import { approveInPage, readOrder, watchRun } from './orders.ts';
import { walkOnPhone } from './phone.ts';
import { dropFiles, openPhoto, readCard, refuseName, replacePhoto, sendFolder, uploadPhoto } from './photos.ts';
import { comparePictures } from './pictures.ts';
import { surviveRestart } from './restart.ts';
import { answerQuiz, readChapter, runExperiment, sitExam } from './study.ts';
import { followFault, followPhoto, readCost, readMap } from './traces.ts';
import { cancelOrder, stopRun } from './undo.ts';
import { showMany } from './volume.ts';
import { failToStart, goBack, visitNothing } from './whole/places.ts';
import { complainOfNothing, fitPhone, goDark, loadCalmly, passAxe, useKeyboard } from './whole/quality.ts';
import {
  filterExecutions,
  filterFailures,
  readExpress,
  readMachine,
  readRefusal,
  runCopy,
  startSample,
  testOneState,
} from './workflows.ts';

export type Step = (visit: Visit) => Promise<void>;

/** In this order: each goes on where the one before ended. */
export const steps: readonly (readonly [name: string, step: Step])[] = [
  ['an upload through the page is developed, and seen as its variants are made', uploadPhoto],
  ['a card shows the picture, and what was saved', readCard],
  ['three photos and a broken one are dropped: each tells what became of it', dropFiles],
  ['an upload that is refused says why, and the others go on while one looks elsewhere', refuseName],
  ['a photo of a name that is taken replaces nothing without a word', replacePhoto],
  ['a folder is sent with the ways of its photos, and of two files of one name the second asks', sendFolder],
  ['a photo opens large, beside what was uploaded, with its variants and metadata', openPhoto],
  ['an execution shows its graph, with attempts, items and the last error', readGraph],
  ['a state shows its attempts, errors, arguments, input and output; a round of a Map by itself', readState],
  ['the table tells every visit, with its time', readTable],
  ['the events name states, attempts and errors, by a filter, and open', readEvents],
  ['the trace of a photo goes from its claim to its announcement, by all functions and the Express child', followPhoto],
  ['an execution tells what it costs, line by line and by state', readCost],
  ['an order shows its total, status and reason, and its run which order it is', readOrder],
  ['a run that waits goes on before the eyes, and keeps what is open and focused', watchRun],
  ['an order is approved in the page', approveInPage],
  ['a failed state is followed to its cause, and redriven', redriveFailed],
  ['an execution is exported as a test file', exportTest],
  ['its definition, input, history and command are exported', exportFiles],
  ['an execution is started anew with its input, or an earlier one', startAgain],
  ['an order is cancelled in the page, after it was asked', cancelOrder],
  ['an execution is stopped in the page, and not by who says no', stopRun],
  ['traces are found by a filter expression, and a declined order has its fault on who takes payments', followFault],
  ['the service map tells rates, errors and latencies', readMap],
  ['a photo that was refused says so wherever its execution is shown', readRefusal],
  ['executions of all machines are filtered by machine, status and name', filterExecutions],
  ['executions are found by a text in their error, and by time', filterFailures],
  ['a state machine shows its graph beside its source', readMachine],
  ['one state is tested alone, with a mock, and shows its data step by step', testOneState],
  ['a copy of a state machine is edited, checked at its lines, and run under a name of its own', runCopy],
  ['a file of a definition that changes is shown, checked, and brought to its state machine', changeFile],
  ['a version of a state machine is published, and shows which alias leads to it', publishVersion],
  ['activities are listed below the state machines', listActivities],
  ['an execution is started with a sample; an Express one is waited for', startSample],
  ['an Express machine tells what its logging keeps', readExpress],
  ['a map run tells how far it is, its children by status, and why some failed', readMapRun],
  ['items of a table are found by their key', readItems],
  ['messages of a queue are looked at, and received by nobody', peekQueue],
  ['dead letters are sent back to where they came from', sendBack],
  ['a message is sent by hand', sendMessage],
  ['a message is published, with attributes', publish],
  ['a rule is tried with samples, and a pattern that is none says why', testRule],
  ['a log is searched by a pattern', searchLog],
  ['an alarm shows its metric beside its threshold, and any metric its chart', readMetric],
  ['the pictures of the docs show what the pages are made of', comparePictures],
  ['an experiment is run, and shows each thing as it is seen', runExperiment],
  ['a chapter leads to the glossary and to its facts', readChapter],
  ['a quiz tells what is right, and remembers', answerQuiz],
  ['a mock exam of twenty has a result by domain', sitExam],
  ['what is not there is named, with the reason and a way back', visitNothing],
  ['a failure says why beside its button, and stays until it is mended', failToStart],
  ['Back leads to where one was', goBack],
  ['the keyboard reaches runs and states', useKeyboard],
  ['photos, a failure, an order, a state, a queue and a quiz, in 390 pixels and by the keyboard alone', walkOnPhone],
  ['axe finds nothing on any page, in either theme', passAxe],
  ['nothing is wider than a phone, and no word is torn, on any page', fitPhone],
  ['dark where that is preferred', goDark],
  ['nothing moves while it loads, on any page', loadCalmly],
  ['of ten thousand executions, 25,000 events, photos and orders one page is asked, and shown', showMany],
  ['names stay names, nothing is loaded from elsewhere, and the browser complains of nothing', complainOfNothing],
  ['a system that is started again finds its page as it was, and live', surviveRestart],
];
