package io.gantry.server.request;

/**
 * Is shown what passes through a request, for its audit. Called on the request's own thread; shown more than the audit wants,
 * it keeps nothing of it.
 */
public interface RequestWitness {
    /** The object that was sent, as a record of the API. */
    void requested(Object object);

    /** The patch that was sent: JSON, or YAML for an apply. */
    void patched(byte[] patch);

    /** What is answered, as a record of the API. */
    void answered(Object object);
}
