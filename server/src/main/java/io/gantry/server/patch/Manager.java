package io.gantry.server.patch;

/**
 * Who wrote fields, and how: the identity of an entry of {@code metadata.managedFields}.
 *
 * @param name the field manager, such as {@code kubectl-client-side-apply}
 * @param operation {@code Apply} or {@code Update}
 * @param apiVersion the version that the object was written in
 * @param subresource empty for the object itself
 */
public record Manager(String name, String operation, String apiVersion, String subresource) {
    public static final String APPLY = "Apply";
    public static final String UPDATE = "Update";

    boolean applies() {
        return operation.equals(APPLY);
    }
}
