package io.gantry.server.encryption;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Before there is a file: secrets are encrypted with a new key, which is written to the file when the first secret is. So a
 * start without secrets writes nothing, and a file that was lost is never replaced while something is encrypted with what
 * was in it: the store does not open then.
 */
final class OwnKey implements Rules {
    private final Path file;
    private final OwnFile content;
    private final Rules rules;
    private final AtomicReference<@Nullable FutureTask<Boolean>> saving = new AtomicReference<>();

    OwnKey(Path file, SecureRandom random) {
        this.file = file;
        this.content = OwnFile.create(random);
        this.rules = content.rules(file + " (there is no such file)", random);
    }

    @Override
    public Schemes of(String key) {
        return rules.of(key);
    }

    @Override
    public Schemes toWrite(String key) {
        Schemes schemes = rules.of(key);
        if (schemes.encrypts()) {
            save();
        }
        return schemes;
    }

    /** Writes the file once; whoever comes meanwhile waits for it. A failure is told to all of them, the next tries again. */
    private void save() {
        FutureTask<Boolean> task = saving.get();
        if (task == null) {
            FutureTask<Boolean> mine = new FutureTask<>(() -> {
                content.save(file);
                return true;
            });
            FutureTask<Boolean> others = saving.compareAndExchange(null, mine);
            task = others == null ? mine : others;
            if (others == null) {
                mine.run();
            }
        }
        try {
            task.get();
        } catch (ExecutionException e) {
            saving.compareAndSet(task, null);
            throw new UncheckedIOException(
                    "the key that secrets are encrypted with cannot be written to " + file,
                    e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(
                    "interrupted while the key that secrets are encrypted with was written to " + file,
                    new InterruptedIOException());
        }
    }
}
