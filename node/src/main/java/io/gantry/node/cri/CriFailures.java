package io.gantry.node.cri;

import io.gantry.base.Reason;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.RuntimeFailure.Kind;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.regex.Pattern;

/** Turns gRPC's errors into {@link RuntimeFailure}s: one table for every call. */
final class CriFailures {
    /** containerd refuses a second container or sandbox of one name with an error of no particular code. */
    private static final Pattern NAME_TAKEN = Pattern.compile("failed to reserve (container|sandbox) name");

    private static final Pattern WRONG_STATE = Pattern.compile(
            "is in CONTAINER_\\w+ state|is not running|not in running state|cannot (start|remove|stop) a|process has already finished"
                    + "|sandbox container \"\\w+\" is not|no running task found");
    private static final Pattern BAD_IMAGE_NAME =
            Pattern.compile("failed to parse image|invalid reference format|repository name must be");
    private static final Pattern NO_SUCH_IMAGE = Pattern.compile(
            "not found|pull access denied|repository does not exist|manifest unknown|MANIFEST_UNKNOWN|NAME_UNKNOWN");
    private static final Pattern DENIED =
            Pattern.compile("401 Unauthorized|403 Forbidden|authorization failed|insufficient_scope|denied:");
    private static final Pattern NO_REGISTRY = Pattern.compile(
            "dial tcp|no such host|connection refused|connection reset|i/o timeout|TLS handshake|network is unreachable"
                    + "|server misbehaving|context deadline exceeded|503 Service|502 Bad|500 Internal|EOF");

    private CriFailures() {}

    /** @param code reason of the failed operation, as the kubelet names it, e.g. {@code RunContainerError} */
    static RuntimeFailure of(StatusRuntimeException e, String code) {
        var text = text(e.getStatus());
        return new RuntimeFailure(kind(e.getStatus(), text), new Reason(code, text), e);
    }

    /** A failed pull: the message says what is wrong in words, then what the runtime said. */
    static RuntimeFailure ofPull(StatusRuntimeException e, String image) {
        var text = text(e.getStatus());
        var kind = kind(e.getStatus(), text);
        if (kind == Kind.UNAVAILABLE
                && e.getStatus().getCode() == Status.Code.UNAVAILABLE
                && !NO_REGISTRY.matcher(text).find()) {
            return pull(kind, "ErrImagePull", image, "the container runtime does not answer", text, e);
        }
        if (BAD_IMAGE_NAME.matcher(text).find()) {
            return pull(Kind.INVALID, "InvalidImageName", image, "this is not an image name", text, e);
        }
        // Before "not found": a registry's host that is not found is no missing image.
        if (NO_REGISTRY.matcher(text).find()) {
            return pull(
                    Kind.UNAVAILABLE,
                    "ErrImagePull",
                    image,
                    "its registry cannot be reached; where there is none, bring the image with \"gantry image import\"",
                    text,
                    e);
        }
        if (NO_SUCH_IMAGE.matcher(text).find()) {
            return pull(
                    Kind.NOT_FOUND,
                    "ErrImagePull",
                    image,
                    "the registry has no such image, or shows it only with credentials (imagePullSecrets)",
                    text,
                    e);
        }
        if (DENIED.matcher(text).find()) {
            return pull(
                    Kind.FAILED,
                    "ErrImagePull",
                    image,
                    "the registry refuses these credentials (imagePullSecrets)",
                    text,
                    e);
        }
        return new RuntimeFailure(kind, new Reason("ErrImagePull", text), e);
    }

    private static RuntimeFailure pull(
            Kind kind, String code, String image, String words, String text, StatusRuntimeException e) {
        return new RuntimeFailure(kind, new Reason(code, "image \"" + image + "\": " + words + ": " + text), e);
    }

    private static Kind kind(Status status, String text) {
        return switch (status.getCode()) {
            case NOT_FOUND -> Kind.NOT_FOUND;
            case ALREADY_EXISTS -> Kind.ALREADY_EXISTS;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> Kind.INVALID;
            case FAILED_PRECONDITION -> Kind.WRONG_STATE;
            case UNAVAILABLE, RESOURCE_EXHAUSTED -> Kind.UNAVAILABLE;
            case DEADLINE_EXCEEDED -> Kind.DEADLINE_EXCEEDED;
            case UNIMPLEMENTED -> Kind.UNSUPPORTED;
            default -> {
                if (NAME_TAKEN.matcher(text).find()) {
                    yield Kind.ALREADY_EXISTS;
                }
                if (WRONG_STATE.matcher(text).find()) {
                    yield Kind.WRONG_STATE;
                }
                if (text.endsWith(": not found")) {
                    yield Kind.NOT_FOUND;
                }
                yield Kind.FAILED;
            }
        };
    }

    /** The runtime's sentence. Go's wrapped errors end in their class, which says nothing to users when it is "unknown". */
    private static String text(Status status) {
        var text =
                status.getDescription() == null ? "" : status.getDescription().strip();
        if (text.endsWith(": unknown")) {
            text = text.substring(0, text.length() - ": unknown".length());
        }
        if (status.getCode() == Status.Code.UNAVAILABLE && (text.isEmpty() || text.equals("io exception"))) {
            var cause = status.getCause();
            return "the container runtime does not answer on its socket"
                    + (cause == null ? "" : ": " + cause.getMessage());
        }
        return text.isEmpty() ? "the container runtime failed without a message (" + status.getCode() + ")" : text;
    }
}
