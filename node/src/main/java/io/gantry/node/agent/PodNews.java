package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the API server says of one pod, and the start of a container that ends when it says that the pod is to end: nobody waits for a
 * pull, or for a hook after the start, of such a pod. Thread-safe; starts are the worker's alone.
 */
final class PodNews {
    private final ReentrantLock lock = new ReentrantLock();
    private Pod pod;
    private boolean gone;
    /** The worker's thread while it brings a container up. */
    private @Nullable Thread starting;

    private boolean givenUp;

    PodNews(Pod pod, boolean gone) {
        this.pod = pod;
        this.gone = gone;
    }

    /** Another state of the pod. False for the echo of a write that was overtaken. */
    boolean update(Pod newest) {
        lock.lock();
        try {
            if (older(newest, pod)) {
                return false;
            }
            pod = newest;
            giveUpStart();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The API server does not have the pod any more. */
    void gone() {
        lock.lock();
        try {
            gone = true;
            giveUpStart();
        } finally {
            lock.unlock();
        }
    }

    private static boolean older(Pod candidate, Pod known) {
        try {
            return Long.parseLong(candidate.resourceVersion()) < Long.parseLong(known.resourceVersion());
        } catch (NumberFormatException e) {
            return false; // a pod that is known by its sandbox alone has no version
        }
    }

    /** Called with the lock held. */
    private void giveUpStart() {
        Thread thread = starting;
        if (thread != null && ending()) {
            starting = null;
            givenUp = true;
            thread.interrupt();
        }
    }

    private boolean ending() {
        return gone || pod.metadata().deletionTimestamp() != null;
    }

    Pod pod() {
        lock.lock();
        try {
            return pod;
        } finally {
            lock.unlock();
        }
    }

    boolean isGone() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    /** The worker has written a status: what came of it counts unless the API server has said more already. */
    void wrote(Pod before, Pod written) {
        lock.lock();
        try {
            if (pod == before) {
                pod = written;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread begins to bring a container up, and is interrupted when the pod is to end; false when it is already. */
    boolean beginStart() {
        lock.lock();
        try {
            givenUp = false;
            if (ending()) {
                return false;
            }
            starting = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The start is over, and an interrupt that was meant for it too.
     *
     * @param closing an interrupt may mean the whole worker
     */
    void endStart(boolean closing) {
        lock.lock();
        try {
            starting = null;
            if (givenUp && !closing) {
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether an interrupt meant the start that was under way, and not the worker. Said once. */
    boolean wasGivenUp() {
        lock.lock();
        try {
            boolean was = givenUp;
            givenUp = false;
            return was;
        } finally {
            lock.unlock();
        }
    }
}
