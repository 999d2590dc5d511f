package io.gantry.client.node;

/**
 * A plain HTTP request to a node, as the kubelet would get it on its port.
 *
 * @param method such as {@code GET}
 * @param path with a leading slash, percent-encoded as it was sent
 * @param query without the question mark; empty when there is none
 */
public record NodeRequest(String method, String path, String query) {}
