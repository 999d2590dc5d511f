package io.gantry.api.codec;

/** What an object says of its own type; empty texts where it says nothing. */
public record TypeMeta(String apiVersion, String kind) {
    /** The group of the apiVersion; empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** The version without the group. */
    public String version() {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** @param given what Go calls a value of that kind */
    static DecodeException noText(String field, String given) {
        return new DecodeException("couldn't get version/kind; json parse error: json: cannot unmarshal " + given
                + " into Go struct field ." + field + " of type string");
    }
}
