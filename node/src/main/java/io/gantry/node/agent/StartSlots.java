package io.gantry.node.agent;

import io.gantry.node.runtime.SandboxConfig;
import java.util.concurrent.Semaphore;

/**
 * How many sandboxes a node brings up at the same time. Each costs tens of milliseconds of CPU time in runtime, kernel and
 * network plugins: more at once than the machine has processors for make all of them late. Containers follow their sandbox
 * and need no limit of their own.
 *
 * <p>Thread-safe; whoever came first goes first.
 */
final class StartSlots {
    /** While one waits for disk or kernel, another one can use the processor. */
    private static final int FOR_A_PROCESSOR = 2;

    /** {@link io.gantry.node.runtime.ContainerRuntime#runPodSandbox}. */
    interface Start {
        String run(SandboxConfig config) throws InterruptedException;
    }

    private final Semaphore free;

    private StartSlots(int count) {
        free = new Semaphore(count, true);
    }

    static StartSlots ofThisMachine() {
        return new StartSlots(FOR_A_PROCESSOR * Runtime.getRuntime().availableProcessors());
    }

    /** For what costs no processor anything. */
    static StartSlots unlimited() {
        return new StartSlots(Integer.MAX_VALUE);
    }

    /** Waits for its turn, then starts; returns the sandbox's id. */
    String inTurn(Start start, SandboxConfig config) throws InterruptedException {
        free.acquire();
        try {
            return start.run(config);
        } finally {
            free.release();
        }
    }
}
