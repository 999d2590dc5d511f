package io.gantry.api.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

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

    /** Reads it from the object at whose start the parser stands; of what is said twice, the first. */
    static TypeMeta read(JsonParser parser) throws IOException {
        String apiVersion = "";
        String kind = "";
        String name;
        while ((apiVersion.isEmpty() || kind.isEmpty()) && (name = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            boolean version = name.equals("apiVersion");
            if (!version && !name.equals("kind")) {
                parser.skipChildren();
            } else if (token == JsonToken.VALUE_STRING) {
                apiVersion = version ? parser.getText() : apiVersion;
                kind = version ? kind : parser.getText();
            } else if (token != JsonToken.VALUE_NULL) {
                throw parser instanceof CborParser cbor
                        ? Cbor.noType(cbor, "struct field v1.TypeMeta." + name + " of type string")
                        : noText(name, JsonReader.word(token));
            }
        }
        return new TypeMeta(apiVersion, kind);
    }

    /** @param given what Go calls a value of that kind */
    static DecodeException noText(String field, String given) {
        return new DecodeException("couldn't get version/kind; json parse error: json: cannot unmarshal " + given
                + " into Go struct field ." + field + " of type string");
    }
}
