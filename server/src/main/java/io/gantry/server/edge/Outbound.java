package io.gantry.server.edge;

import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What virtual threads want written on a connection, in order. The event loop takes all there is and flushes once, so
 * that answers that are ready together leave in one TLS record and one system call.
 */
final class Outbound implements Runnable {
    private static final Logger LOG = System.getLogger(Outbound.class.getName());

    /** After so many writes the loop flushes and lets its other connections have a turn. */
    private static final int BATCH = 256;

    private final ChannelHandlerContext context;
    private final Runnable flush;
    private final Queue<Runnable> writes = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** @param flush run on the event loop after each batch */
    Outbound(ChannelHandlerContext context, Runnable flush) {
        this.context = context;
        this.flush = flush;
    }

    /** Runs {@code write} on the event loop, then flushes. */
    void submit(Runnable write) throws IOException {
        add(write);
        if (!start()) {
            throw new IOException("the server has stopped");
        }
    }

    /** As {@link #submit}, not before {@link #start} is called. */
    void add(Runnable write) {
        writes.add(write);
    }

    /** Sees to it that the event loop takes what there is; false when it does not run any more. */
    boolean start() {
        if (!writes.isEmpty() && !scheduled.get() && scheduled.compareAndSet(false, true)) {
            try {
                context.executor().execute(this);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, () -> context.channel() + ": written to after the server had stopped: " + e);
                return false;
            }
        }
        return true;
    }

    @Override
    public void run() {
        int count = 0;
        Runnable write;
        while (count < BATCH && (write = writes.poll()) != null) {
            count++;
            try {
                write.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "writing to " + context.channel(), e);
                context.close();
            }
        }
        flush.run();
        scheduled.set(false);
        if (!writes.isEmpty() && scheduled.compareAndSet(false, true)) {
            context.executor().execute(this);
        }
    }
}
