import type { Page } from '@safelight/local/console/page/frame/page';
import { Orders } from './orders/orders.tsx';
import { PhotoPage } from './photos/photo-page.tsx';
import { Photos } from './photos/photos.tsx';
import { Exam } from './study/exam.tsx';
import { Experiments } from './study/experiments.tsx';
import { Study } from './study/study.tsx';

/** Pages of the lab; the first is what the console opens with. */
export const pages: readonly Page[] = [
  { name: 'photos', title: 'Photos', menu: 'Lab', view: Photos },
  { name: 'photo', title: 'Photo', view: PhotoPage },
  { name: 'orders', title: 'Orders', menu: 'Lab', view: Orders },
  { name: 'study', title: 'Walkthrough', menu: 'Study', view: Study },
  { name: 'experiments', title: 'Experiments', menu: 'Study', view: Experiments },
  { name: 'exam', title: 'Mock exam', menu: 'Study', view: Exam },
];
