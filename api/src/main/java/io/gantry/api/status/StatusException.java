package io.gantry.api.status;

import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.meta.v1.StatusDetails;
import io.gantry.api.meta.v1.StatusDetailsBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that the API refuses, or could not serve: thrown by the server where it is decided, and by every client.
 *
 * <p>The factories give Kubernetes' own code, reason and message for each case; see {@code
 * k8s.io/apimachinery/pkg/api/errors} for the list.
 */
public final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final int code;

    public StatusException(Status status) {
        super(status.message());
        this.status = status;
        this.code = status.code() == null ? 500 : status.code();
    }

    public StatusException(Status status, Throwable cause) {
        super(status.message(), cause);
        this.status = status;
        this.code = status.code() == null ? 500 : status.code();
    }

    public Status status() {
        return status;
    }

    /** HTTP status code. */
    public int code() {
        return code;
    }

    /** The machine-readable reason, such as {@code NotFound}; empty when there is none. */
    public String reason() {
        String reason = status.reason();
        return reason == null ? "" : reason;
    }

    public boolean isNotFound() {
        return code == 404;
    }

    /** The object has changed since it was read. */
    public boolean isConflict() {
        return code == 409 && !reason().equals("AlreadyExists");
    }

    public boolean isAlreadyExists() {
        return code == 409 && reason().equals("AlreadyExists");
    }

    /** The revision asked for is gone: list anew. */
    public boolean isExpired() {
        return code == 410;
    }

    private static Status failure(int code, String reason, String message, @Nullable StatusDetails details) {
        return StatusBuilder.of()
                .status("Failure")
                .code(code)
                .reason(reason.isEmpty() ? null : reason)
                .message(message)
                .details(details)
                .build();
    }

    private static StatusDetailsBuilder details(String group, String kind, String name) {
        return StatusDetailsBuilder.of()
                .group(group.isEmpty() ? null : group)
                .kind(kind.isEmpty() ? null : kind)
                .name(name.isEmpty() ? null : name);
    }

    private static String qualified(String group, String resource) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    public static StatusException of(int code, String reason, String message) {
        return new StatusException(failure(code, reason, message, null));
    }

    public static StatusException notFound(String group, String resource, String name) {
        return new StatusException(failure(
                404,
                "NotFound",
                qualified(group, resource) + " \"" + name + "\" not found",
                details(group, resource, name).build()));
    }

    /** A path that names nothing that is served. */
    public static StatusException noSuchPath() {
        return new StatusException(failure(
                404,
                "NotFound",
                "the server could not find the requested resource",
                StatusDetailsBuilder.of().build()));
    }

    public static StatusException alreadyExists(String group, String resource, String name) {
        return new StatusException(failure(
                409,
                "AlreadyExists",
                qualified(group, resource) + " \"" + name + "\" already exists",
                details(group, resource, name).build()));
    }

    /** Every name that was made from {@code generateName} is taken. */
    public static StatusException nameNotGenerated(String group, String resource, String name) {
        return new StatusException(failure(
                409,
                "AlreadyExists",
                qualified(group, resource) + " \"" + name
                        + "\" already exists, the server was not able to generate a unique name for the object",
                details(group, resource, name).retryAfterSeconds(1).build()));
    }

    public static StatusException conflict(String group, String resource, String name, String why) {
        return new StatusException(failure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified(group, resource) + " \"" + name + "\": " + why,
                details(group, resource, name).build()));
    }

    /** The write was based on an older revision. */
    public static StatusException modified(String group, String resource, String name) {
        return conflict(
                group,
                resource,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    public static StatusException badRequest(String message) {
        return new StatusException(failure(400, "BadRequest", message, null));
    }

    public static StatusException unauthorized(String message) {
        return new StatusException(failure(401, "Unauthorized", message, null));
    }

    /** What the user may not do; {@code why} is the authorizer's sentence. */
    public static StatusException forbidden(String group, String resource, String name, String why) {
        String subject = resource.isEmpty() ? "forbidden: " : qualified(group, resource) + " ";
        String named = resource.isEmpty() ? "" : name.isEmpty() ? "is forbidden: " : "\"" + name + "\" is forbidden: ";
        return new StatusException(failure(
                403,
                "Forbidden",
                subject + named + why,
                details(group, resource, name).build()));
    }

    /**
     * An object that failed validation.
     *
     * @param kind the kind, such as {@code Deployment}
     * @param causes one for each field; the message joins them
     */
    public static StatusException invalid(String group, String kind, String name, List<StatusCause> causes) {
        Set<String> texts = new LinkedHashSet<>(); // what is said twice has two causes, and is read once
        for (StatusCause cause : causes) {
            texts.add(cause.field() + ": " + cause.message());
        }
        String joined = String.join(", ", texts);
        String list = texts.size() > 1 ? "[" + joined + "]" : joined;
        return new StatusException(failure(
                422,
                "Invalid",
                qualified(group, kind) + " \"" + name + "\" is invalid: " + list,
                details(group, kind, name).causes(causes).build()));
    }

    /** A patch that cannot be applied. Kubernetes does not say why; {@code why} is for who reads the log. */
    public static StatusException unprocessable(String why) {
        return new StatusException(
                failure(
                        422,
                        "Invalid",
                        "the server rejected our request due to an error in our request",
                        StatusDetailsBuilder.of().build()),
                new IllegalArgumentException(why));
    }

    /** A method that the path does not take. */
    public static StatusException notAllowed() {
        return new StatusException(failure(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                StatusDetailsBuilder.of().build()));
    }

    /** A revision or continue token that was compacted away. */
    public static StatusException expired(String message) {
        return new StatusException(failure(410, "Expired", message, null));
    }

    public static StatusException gone(String message) {
        return new StatusException(failure(410, "Gone", message, null));
    }

    public static StatusException methodNotSupported(String group, String resource, String verb) {
        return new StatusException(failure(
                405,
                "MethodNotAllowed",
                verb + " is not supported on resources of kind \"" + qualified(group, resource) + "\"",
                details(group, resource, "").build()));
    }

    public static StatusException notAcceptable(String supported) {
        return new StatusException(
                failure(406, "NotAcceptable", "only the following media types are accepted: " + supported, null));
    }

    public static StatusException unsupportedMediaType(String supported) {
        return new StatusException(failure(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + supported,
                null));
    }

    public static StatusException tooLarge(String message) {
        return new StatusException(failure(413, "RequestEntityTooLarge", "Request entity too large: " + message, null));
    }

    public static StatusException timeout(String message, int retryAfterSeconds) {
        return new StatusException(failure(
                504,
                "Timeout",
                "Timeout: " + message,
                StatusDetailsBuilder.of().retryAfterSeconds(retryAfterSeconds).build()));
    }

    public static StatusException unavailable(String message) {
        return new StatusException(failure(503, "ServiceUnavailable", message, null));
    }

    public static StatusException internal(String message, Throwable cause) {
        return new StatusException(
                failure(
                        500,
                        "InternalError",
                        "Internal error occurred: " + message,
                        StatusDetailsBuilder.of()
                                .causes(List.of(new StatusCause(null, message, null)))
                                .build()),
                cause);
    }
}
