package io.gantry.program.command;

import io.gantry.client.http.HttpPost;
import io.gantry.program.UserError;
import io.gantry.server.audit.AuditLog;
import io.gantry.server.audit.AuditOptions;
import io.gantry.server.audit.AuditOptions.Batch;
import io.gantry.server.audit.AuditOptions.Mode;
import io.gantry.server.audit.AuditOptions.Truncate;
import io.gantry.server.audit.AuditPolicyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is recorded of requests, and where: options with the names that they have in Kubernetes. */
final class AuditFlags {
    /** As Kubernetes has it for webhooks that name none. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String VERSION = "audit.k8s.io/v1";

    /** The two forms of lines. */
    enum Format {
        json,
        legacy
    }

    @Option(
            names = "--audit-policy-file",
            paramLabel = "FILE",
            description = "Record requests by the rules of this Policy of audit.k8s.io/v1.")
    private @Nullable Path policyFile;

    @Option(
            names = "--audit-log-path",
            paramLabel = "FILE",
            description = "Record them in this file, a line for each event; - for the standard output.")
    private @Nullable String logPath;

    @Option(
            names = "--audit-log-format",
            paramLabel = "FORMAT",
            description = "json or legacy, which is text. Default: json")
    private Format logFormat = Format.json;

    @Option(
            names = "--audit-log-version",
            paramLabel = "VERSION",
            description = "Of the events; there is only audit.k8s.io/v1")
    private String logVersion = VERSION;

    @Option(
            names = "--audit-log-compress",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Compress files that were put aside, with gzip. Default: false")
    private boolean logCompress;

    @Option(
            names = "--audit-log-maxsize",
            paramLabel = "MEGABYTES",
            description = "Put the file aside before it is larger. Default: 100")
    private int logMaxSize;

    @Option(
            names = "--audit-log-maxbackup",
            paramLabel = "COUNT",
            description = "Keep so many files that were put aside. Default: all")
    private int logMaxBackup;

    @Option(names = "--audit-log-maxage", paramLabel = "DAYS", description = "Keep them so long. Default: for ever")
    private int logMaxAge;

    @Option(
            names = "--audit-log-mode",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            description = "blocking: requests wait until they are recorded; blocking-strict: and are refused if that"
                    + " fails; batch: they do not wait. Default: blocking")
    private Mode logMode = Mode.BLOCKING;

    @Option(
            names = "--audit-log-batch-buffer-size",
            paramLabel = "COUNT",
            description = "Events that may wait; in mode batch, more are lost. Default: 10000")
    private int logBuffer = Batch.OF_LOG.bufferSize();

    @Option(
            names = "--audit-log-batch-max-size",
            paramLabel = "COUNT",
            description = "In mode batch, events that are written together. Default: 1")
    private int logMaxBatch = Batch.OF_LOG.maxSize();

    @Option(
            names = "--audit-log-batch-max-wait",
            paramLabel = "DURATION",
            converter = FlagFiles.DurationConverter.class,
            description = "In mode batch, how long an event waits for others. Default: 0s")
    private Duration logMaxWait = Batch.OF_LOG.maxWait();

    @Option(
            names = "--audit-log-batch-throttle-enable",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "In mode batch, write no faster than the next two say. Default: false")
    private boolean logThrottle = Batch.OF_LOG.throttled();

    @Option(
            names = "--audit-log-batch-throttle-qps",
            paramLabel = "COUNT",
            description = "Batches in a second. No default")
    private double logQps = Batch.OF_LOG.qps();

    @Option(
            names = "--audit-log-batch-throttle-burst",
            paramLabel = "COUNT",
            description = "Batches at once after a rest. No default")
    private int logBurst = Batch.OF_LOG.burst();

    @Option(
            names = "--audit-log-truncate-enabled",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Leave objects out of events that are larger than the next two say. Default: false")
    private boolean logTruncate;

    @Option(
            names = "--audit-log-truncate-max-batch-size",
            paramLabel = "BYTES",
            description = "Of events that come together. Default: 10485760")
    private int logTruncateBatch = Truncate.DEFAULT_BATCH;

    @Option(
            names = "--audit-log-truncate-max-event-size",
            paramLabel = "BYTES",
            description = "Of an event; one that is larger without objects too is lost. Default: 102400")
    private int logTruncateEvent = Truncate.DEFAULT_EVENT;

    @Option(
            names = "--audit-webhook-config-file",
            paramLabel = "FILE",
            description = "Send them to the server that this kubeconfig names.")
    private @Nullable Path webhookFile;

    @Option(
            names = "--audit-webhook-version",
            paramLabel = "VERSION",
            description = "Of the events; there is only audit.k8s.io/v1")
    private String webhookVersion = VERSION;

    @Option(
            names = "--audit-webhook-mode",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            description = "As --audit-log-mode. Default: batch")
    private Mode webhookMode = Mode.BATCH;

    @Option(
            names = "--audit-webhook-initial-backoff",
            paramLabel = "DURATION",
            converter = FlagFiles.DurationConverter.class,
            description = "Pause before the first retry. Default: 10s")
    private Duration webhookBackoff = Duration.ofSeconds(10);

    @Option(
            names = "--audit-webhook-batch-buffer-size",
            paramLabel = "COUNT",
            description = "Events that may wait; in mode batch, more are lost. Default: 10000")
    private int webhookBuffer = Batch.OF_WEBHOOK.bufferSize();

    @Option(
            names = "--audit-webhook-batch-max-size",
            paramLabel = "COUNT",
            description = "In mode batch, events that are sent together. Default: 400")
    private int webhookMaxBatch = Batch.OF_WEBHOOK.maxSize();

    @Option(
            names = "--audit-webhook-batch-max-wait",
            paramLabel = "DURATION",
            converter = FlagFiles.DurationConverter.class,
            description = "In mode batch, how long an event waits for others. Default: 30s")
    private Duration webhookMaxWait = Batch.OF_WEBHOOK.maxWait();

    @Option(
            names = "--audit-webhook-batch-throttle-enable",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "In mode batch, send no faster than the next two say. Default: true")
    private boolean webhookThrottle = Batch.OF_WEBHOOK.throttled();

    @Option(
            names = "--audit-webhook-batch-throttle-qps",
            paramLabel = "COUNT",
            description = "Batches in a second. Default: 10")
    private double webhookQps = Batch.OF_WEBHOOK.qps();

    @Option(
            names = "--audit-webhook-batch-throttle-burst",
            paramLabel = "COUNT",
            description = "Batches at once after a rest. Default: 15")
    private int webhookBurst = Batch.OF_WEBHOOK.burst();

    @Option(
            names = "--audit-webhook-truncate-enabled",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Leave objects out of events that are larger than the next two say. Default: false")
    private boolean webhookTruncate;

    @Option(
            names = "--audit-webhook-truncate-max-batch-size",
            paramLabel = "BYTES",
            description = "Of events that come together. Default: 10485760")
    private int webhookTruncateBatch = Truncate.DEFAULT_BATCH;

    @Option(
            names = "--audit-webhook-truncate-max-event-size",
            paramLabel = "BYTES",
            description = "Of an event; one that is larger without objects too is lost. Default: 102400")
    private int webhookTruncateEvent = Truncate.DEFAULT_EVENT;

    /** Reads the files and sees to it that the log can be written; null when nothing is to be recorded. */
    @Nullable
    AuditOptions load() {
        if (policyFile == null && logPath == null && webhookFile == null) {
            return null;
        }
        if (policyFile == null) {
            throw new UserError((logPath != null ? "--audit-log-path" : "--audit-webhook-config-file")
                    + ": nothing is recorded without a policy; give one with --audit-policy-file.");
        }
        if (logPath == null && webhookFile == null) {
            throw new UserError("--audit-policy-file: nothing is recorded without a place for it; give one with"
                    + " --audit-log-path or --audit-webhook-config-file.");
        }
        version("--audit-log-version", logVersion);
        version("--audit-webhook-version", webhookVersion);
        return new AuditOptions(
                FlagFiles.read("--audit-policy-file", policyFile, AuditPolicyFile::read), log(), webhook());
    }

    private static void version(String flag, String version) {
        if (!version.equals(VERSION)) {
            throw new UserError(flag + ": " + version + " is not " + VERSION + ".");
        }
    }

    private AuditOptions.@Nullable Log log() {
        if (logPath == null) {
            return null;
        }
        Path path = logPath.equals("-") ? null : Path.of(logPath).toAbsolutePath();
        if (path != null) {
            try {
                AuditLog.prepare(path);
            } catch (IOException e) {
                throw new UserError("--audit-log-path: " + path + " cannot be written: " + e + ".");
            }
        }
        return checked(
                "--audit-log-",
                () -> new AuditOptions.Log(
                        path,
                        logFormat == Format.legacy,
                        logMaxSize,
                        logMaxBackup,
                        logMaxAge,
                        logCompress,
                        logMode,
                        new Batch(
                                logBuffer,
                                logMaxBatch,
                                logMaxWait,
                                logThrottle && logMode == Mode.BATCH,
                                logQps,
                                logBurst),
                        logTruncate ? new Truncate(logTruncateBatch, logTruncateEvent) : null));
    }

    private AuditOptions.@Nullable Webhook webhook() {
        Path file = webhookFile;
        if (file == null) {
            return null;
        }
        Batch batch = checked(
                "--audit-webhook-",
                () -> new Batch(
                        webhookBuffer,
                        webhookMaxBatch,
                        webhookMaxWait,
                        webhookThrottle && webhookMode == Mode.BATCH,
                        webhookQps,
                        webhookBurst));
        HttpPost post = FlagFiles.server("--audit-webhook-config-file", file);
        return checked(
                "--audit-webhook-",
                () -> new AuditOptions.Webhook(
                        receiver(post),
                        webhookBackoff,
                        webhookMode,
                        batch,
                        webhookTruncate ? new Truncate(webhookTruncateBatch, webhookTruncateEvent) : null));
    }

    private static AuditOptions.Receiver receiver(HttpPost post) {
        return new AuditOptions.Receiver() {
            @Override
            public int post(byte[] eventList) throws IOException, InterruptedException {
                return post.post(eventList, TIMEOUT).statusCode();
            }

            @Override
            public void close() {
                post.close();
            }
        };
    }

    private static <T> T checked(String prefix, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new UserError(prefix + e.getMessage() + ".");
        }
    }

    static final class ModeConverter implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String value) {
            return switch (value) {
                case "batch" -> Mode.BATCH;
                case "blocking" -> Mode.BLOCKING;
                case "blocking-strict" -> Mode.BLOCKING_STRICT;
                default ->
                    throw new TypeConversionException("'" + value + "' is not one of batch, blocking, blocking-strict");
            };
        }
    }
}
