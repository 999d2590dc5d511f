package io.gantry.server.api;

import io.gantry.api.status.StatusException;
import io.gantry.server.edge.Query;
import io.gantry.server.registry.Violations;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a container's log a request asks for, as its query says.
 *
 * @param since null for all of it
 * @param tailLines how many of the last lines; null for all
 * @param limitBytes where to stop; null for nowhere
 * @param stream {@code All}, {@code Stdout} or {@code Stderr}
 */
record LogOptions(
        boolean follow,
        boolean previous,
        boolean timestamps,
        @Nullable Instant since,
        @Nullable Long tailLines,
        @Nullable Long limitBytes,
        String stream) {
    private static final String ALL = "All";
    private static final List<String> STREAMS = List.of(ALL, "Stderr", "Stdout");
    private static final String NOT_POSITIVE = "must be greater than 0";

    /**
     * @param pod whose log it is, for what a refusal says
     * @param now from which {@code sinceSeconds} counts back
     * @throws StatusException 422 for values that no log has, 400 for what cannot be read
     */
    static LogOptions of(Query query, String pod, Instant now) {
        Instant sinceTime = time(query);
        Long sinceSeconds = number(query, "sinceSeconds");
        Long tailLines = number(query, "tailLines");
        Long limitBytes = number(query, "limitBytes");
        String given = Options.text(query, "stream");
        String stream = given.isEmpty() ? ALL : given;
        Violations violations = new Violations();
        if (tailLines != null && tailLines < 0) {
            violations.invalid("tailLines", tailLines, "must be greater than or equal to 0");
        }
        if (limitBytes != null && limitBytes < 1) {
            violations.invalid("limitBytes", limitBytes, NOT_POSITIVE);
        }
        if (sinceSeconds != null && sinceTime != null) {
            violations.forbidden("", "at most one of `sinceTime` or `sinceSeconds` may be specified");
        } else if (sinceSeconds != null && sinceSeconds < 1) {
            violations.invalid("sinceSeconds", sinceSeconds, NOT_POSITIVE);
        }
        if (!STREAMS.contains(stream)) {
            violations.notSupported("stream", stream, STREAMS);
        }
        if (!stream.equals(ALL) && tailLines != null) {
            violations.forbidden("", "`tailLines` and specific `stream` are mutually exclusive for now");
        }
        if (!violations.isEmpty()) {
            throw StatusException.invalid("", "PodLogOptions", pod, violations.causes());
        }
        return new LogOptions(
                Options.flag(query, "follow"),
                Options.flag(query, "previous"),
                Options.flag(query, "timestamps"),
                sinceSeconds == null ? sinceTime : now.minusSeconds(sinceSeconds),
                tailLines,
                limitBytes,
                stream);
    }

    private static @Nullable Instant time(Query query) {
        String text = Options.text(query, "sinceTime");
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw StatusException.badRequest("sinceTime: parsing time \"" + text + "\" as RFC 3339 failed");
        }
    }

    private static @Nullable Long number(Query query, String name) {
        return Options.text(query, name).isEmpty() ? null : Options.number(query, name, 0);
    }
}
