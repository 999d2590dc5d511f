package io.gantry.client;

import java.nio.charset.StandardCharsets;

/** A patch and its format. */
@SuppressWarnings("ArrayRecordComponent") // a request body, never compared
public record Patch(Type type, byte[] body) {
    /** The four formats that Kubernetes knows, with their media types. */
    public enum Type {
        JSON("application/json-patch+json"),
        MERGE("application/merge-patch+json"),
        STRATEGIC("application/strategic-merge-patch+json"),
        APPLY("application/apply-patch+yaml");

        private final String mediaType;

        Type(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    public static Patch merge(String json) {
        return new Patch(Type.MERGE, json.getBytes(StandardCharsets.UTF_8));
    }

    public static Patch strategic(String json) {
        return new Patch(Type.STRATEGIC, json.getBytes(StandardCharsets.UTF_8));
    }

    public static Patch json(String json) {
        return new Patch(Type.JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Server-side apply of an object in YAML or JSON. */
    public static Patch apply(String yaml) {
        return new Patch(Type.APPLY, yaml.getBytes(StandardCharsets.UTF_8));
    }
}
