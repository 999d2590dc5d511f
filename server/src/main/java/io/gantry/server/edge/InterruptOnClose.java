package io.gantry.server.edge;

/** Interrupts a thread, once, unless it has left the scope before. Thread-safe. */
final class InterruptOnClose implements Runnable {
    private final Thread thread;
    private boolean open = true;
    private boolean interrupted;

    InterruptOnClose(Thread thread) {
        this.thread = thread;
    }

    @Override
    public synchronized void run() {
        if (open) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /** Takes back an interrupt that came too late to be noticed. */
    synchronized void end() {
        open = false;
        if (interrupted && Thread.currentThread() == thread) {
            Thread.interrupted();
        }
    }
}
