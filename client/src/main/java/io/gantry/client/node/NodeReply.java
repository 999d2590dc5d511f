package io.gantry.client.node;

import java.nio.charset.StandardCharsets;

/**
 * A node's answer to a {@link NodeRequest}. The body is the receiver's from then on: nobody changes it.
 *
 * @param code HTTP status, 200 to 599
 */
@SuppressWarnings("ArrayRecordComponent") // a body is passed on, never compared
public record NodeReply(int code, String mediaType, byte[] body) {
    /** A sentence or a page of text. */
    public static NodeReply text(int code, String text) {
        return new NodeReply(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A document in JSON. */
    public static NodeReply json(byte[] body) {
        return new NodeReply(200, "application/json", body);
    }
}
