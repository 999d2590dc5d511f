package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters for reading a container's log.
 *
 * @param container The container; may be left out if the pod has just one.
 * @param follow Whether to go on sending lines as they are written. Defaults to false.
 * @param previous Whether to read the log of the run before the last restart. Defaults to false.
 * @param sinceSeconds Send only lines of the last so many seconds. Excludes sinceTime.
 * @param sinceTime Send only lines since this time. Excludes sinceSeconds.
 * @param timestamps Whether every line starts with the time it was written. Defaults to false.
 * @param tailLines How many lines from the end to start with. Without it, the log is sent from its beginning or from
 *     the given time.
 * @param limitBytes Stop after so many bytes, perhaps in the middle of a line.
 * @param insecureSkipTLSVerifyBackend Whether to accept a kubelet whose certificate cannot be verified. Makes the log
 *     open to tampering.
 * @param stream Which output to send. One of All, Stdout, Stderr. Defaults to All; the others exclude tailLines.
 */
@ApiType
@ApiKind(version = "v1")
public record PodLogOptions(
        @Field(1) @Nullable String container,
        @Field(2) @Nullable Boolean follow,
        @Field(3) @Nullable Boolean previous,
        @Field(value = 4, pointer = true) @Nullable Long sinceSeconds,
        @Field(5) @Nullable Instant sinceTime,
        @Field(6) @Nullable Boolean timestamps,
        @Field(value = 7, pointer = true) @Nullable Long tailLines,
        @Field(value = 8, pointer = true) @Nullable Long limitBytes,
        @Field(9) @Nullable Boolean insecureSkipTLSVerifyBackend,
        @Field(value = 10, pointer = true) @Nullable String stream) {}
