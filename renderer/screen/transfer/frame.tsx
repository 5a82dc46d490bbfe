import type { ComponentProps } from 'react';
import { SidePanel } from '../../component/side-panel.tsx';

type FrameProps = Pick<ComponentProps<typeof SidePanel>, 'title' | 'onClose' | 'actions' | 'children'>;

/** The panel that every step of a transfer stands in. Nothing is lost by leaving it. */
export const Frame = (props: FrameProps) => <SidePanel {...props} open dirty={false} />;
