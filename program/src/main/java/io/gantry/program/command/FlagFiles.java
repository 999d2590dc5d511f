package io.gantry.program.command;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Scalars;
import io.gantry.client.http.HttpPost;
import io.gantry.client.http.KubeconfigFile;
import io.gantry.program.UserError;
import io.gantry.server.auth.webhook.RemoteReview;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the options that name a file, a server or a time have in common: how they are read, and what is said of a wrong one. */
final class FlagFiles {
    /** How a server is told who asks, as by kube-apiserver. */
    static final String USER_AGENT = "kube-apiserver";

    private FlagFiles() {}

    /** Reads a file. */
    interface Reader<T> {
        T read(Path file) throws IOException;
    }

    /** @throws UserError when the file is missing or cannot be used */
    static <T> T read(String option, Path file, Reader<T> reader) {
        try {
            return reader.read(file);
        } catch (IOException | DecodeException | IllegalArgumentException e) {
            throw unusable(option, file, e);
        }
    }

    /** The server that a kubeconfig names. Lives as long as the process. */
    static HttpPost server(String option, Path kubeconfig) {
        return read(option, kubeconfig, file -> new HttpPost(KubeconfigFile.load(file, ""), USER_AGENT));
    }

    /**
     * The server that a kubeconfig names, to be asked for reviews.
     *
     * @throws IllegalArgumentException when the kubeconfig is wrong, or the server not to be asked by HTTPS
     */
    static RemoteReview reviews(Path kubeconfig) throws IOException {
        HttpPost server = HttpPost.secure(KubeconfigFile.load(kubeconfig, ""), USER_AGENT);
        return new RemoteReview() {
            @Override
            public Answer ask(byte[] json, Duration timeout) throws IOException, InterruptedException {
                var answer = server.post(json, timeout);
                boolean later = answer.headers().firstValue("Retry-After").isPresent();
                return new Answer(answer.statusCode(), later, answer.body());
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    static UserError unusable(String option, Path file, Exception problem) {
        return new UserError(
                option + ": "
                        + (problem instanceof NoSuchFileException
                                ? "there is no file " + file + "."
                                : file + " cannot be used: " + problem.getMessage() + "."),
                problem);
    }

    /** As Go writes durations. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return Scalars.parseDuration(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + value + "' is not a duration such as 30s or 1m30s");
            }
        }
    }
}
