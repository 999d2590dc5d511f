package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.KubeList;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Proto;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaBuilder;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.PartialObjectMetadata;
import io.gantry.api.meta.v1.PartialObjectMetadataType;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusDetails;
import io.gantry.api.status.StatusException;
import io.gantry.client.ObjectList;
import io.gantry.server.api.Negotiation.Shape;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.ResponseStream;
import io.gantry.server.flowcontrol.RequestGate.Entrance;
import io.gantry.server.flowcontrol.TooManyRequestsException;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.RequestTrace;
import io.gantry.server.request.RequestTrace.Phase;
import io.gantry.server.request.RequestWitness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes answers in the form that was negotiated. Thread-safe. */
final class Replies {
    private final TablePrinter tables;

    Replies(TablePrinter tables) {
        this.tables = tables;
    }

    /** One object; {@code kind} in the version that was asked for. */
    void object(
            Exchange exchange, Negotiation how, int code, Kind<?> kind, KubeObject object, TablePrinter.Include include)
            throws IOException {
        if (how.shape() == Shape.TABLE) {
            ListMeta metadata = ListMetaBuilder.of()
                    .resourceVersion(object.metadata().resourceVersion())
                    .build();
            long began = RequestTrace.begin();
            answered(object);
            byte[] table = table(
                    tables.print(how.shapeApiVersion(), kind, metadata, List.of(object), include, true),
                    how.encoding());
            RequestTrace.end(Phase.ENCODE, began);
            send(exchange, how, code, table);
            return;
        }
        Object shown = how.shape() == Shape.METADATA ? partial(how, object.metadata()) : object;
        topLevel(exchange, how, code, shown);
    }

    /** Any top-level record. */
    void topLevel(Exchange exchange, Negotiation how, int code, Object object) throws IOException {
        answered(object);
        long began = RequestTrace.begin();
        byte[] encoded = encode(object, how.encoding());
        RequestTrace.end(Phase.ENCODE, began);
        send(exchange, how, code, encoded);
    }

    private static void answered(Object object) {
        RequestWitness witness = RequestScope.currentWitness();
        if (witness != null) {
            witness.answered(object);
        }
    }

    static byte[] encode(Object topLevel, Encoding encoding) {
        return switch (encoding) {
            case JSON -> Json.encode(topLevel);
            case YAML -> Yaml.encode(topLevel).getBytes(StandardCharsets.UTF_8);
            case PROTOBUF -> Proto.encode(topLevel);
            case CBOR -> Cbor.encode(topLevel);
        };
    }

    /** Tables are made as JSON. Who wants YAML of one gets JSON, which YAML contains. */
    static byte[] table(byte[] json, Encoding encoding) {
        return encoding == Encoding.CBOR ? Cbor.ofTree(Tree.parseJson(json)) : json;
    }

    <S extends KubeObject> void list(
            Exchange exchange, Negotiation how, Kind<S> kind, ObjectList<S> list, TablePrinter.Include include)
            throws IOException {
        ListMeta metadata = ListMetaBuilder.of()
                .resourceVersion(list.resourceVersion())
                .continueToken(list.continueToken().isEmpty() ? null : list.continueToken())
                .remainingItemCount(list.remaining())
                .build();
        if (RequestScope.currentWitness() != null) {
            answered(new KubeList<>(kind, metadata, list.items()));
        }
        long began = RequestTrace.begin();
        try {
            list(exchange, how, kind, metadata, list.items(), include);
        } finally {
            RequestTrace.end(Phase.ENCODE, began);
        }
    }

    private <S extends KubeObject> void list(
            Exchange exchange,
            Negotiation how,
            Kind<S> kind,
            ListMeta metadata,
            List<S> items,
            TablePrinter.Include include)
            throws IOException {
        switch (how.shape()) {
            case TABLE ->
                send(
                        exchange,
                        how,
                        200,
                        table(
                                tables.print(how.shapeApiVersion(), kind, metadata, items, include, true),
                                how.encoding()));
            case METADATA -> send(exchange, how, 200, encode(partial(how, metadata, items), how.encoding()));
            case OBJECT -> {
                if (how.encoding() == Encoding.JSON && !how.pretty()) {
                    stream(exchange, kind, metadata, items);
                } else if (how.encoding() == Encoding.CBOR) {
                    try (ResponseStream out =
                            exchange.respondLarge(200, headers(exchange, Encoding.CBOR.mediaType()))) {
                        Cbor.encode(new KubeList<>(kind, metadata, items), out);
                    }
                } else {
                    send(exchange, how, 200, encode(new KubeList<>(kind, metadata, items), how.encoding()));
                }
            }
        }
    }

    /** An object's metadata alone, in the version that was asked for. */
    static KubeObject partial(Negotiation how, ObjectMeta metadata) {
        return how.former()
                ? new io.gantry.api.meta.v1beta1.PartialObjectMetadata(metadata)
                : new PartialObjectMetadata(metadata);
    }

    private static KubeList<?> partial(Negotiation how, ListMeta metadata, List<? extends KubeObject> items) {
        if (how.former()) {
            List<io.gantry.api.meta.v1beta1.PartialObjectMetadata> former = new ArrayList<>(items.size());
            items.forEach(item -> former.add(new io.gantry.api.meta.v1beta1.PartialObjectMetadata(item.metadata())));
            return new KubeList<>(io.gantry.api.meta.v1beta1.PartialObjectMetadataType.KIND, metadata, former);
        }
        List<PartialObjectMetadata> partial = new ArrayList<>(items.size());
        items.forEach(item -> partial.add(new PartialObjectMetadata(item.metadata())));
        return new KubeList<>(PartialObjectMetadataType.KIND, metadata, partial);
    }

    private static <S extends KubeObject> void stream(Exchange exchange, Kind<S> kind, ListMeta metadata, List<S> items)
            throws IOException {
        try (ResponseStream out = exchange.respondLarge(200, headers(exchange, Encoding.JSON.mediaType()))) {
            try (Json.ListWriter writer = Json.list(out, kind.apiVersion(), kind.listName(), metadata)) {
                items.forEach(writer::item);
            }
        }
    }

    void send(Exchange exchange, Negotiation how, int code, byte[] encoded) throws IOException {
        byte[] body = how.pretty() && how.encoding() == Encoding.JSON ? PrettyJson.indent(encoded) : encoded;
        exchange.respond(code, headers(exchange, how.encoding().mediaType()), body);
    }

    /** An error; never fails for want of an acceptable form. */
    void refuse(Exchange exchange, StatusException error) throws IOException {
        Encoding encoding = Encoding.JSON;
        boolean pretty = false;
        try {
            Negotiation how = Negotiation.of(exchange, null, true);
            encoding = how.encoding();
            pretty = how.pretty();
        } catch (StatusException e) {
            // nothing that the client accepts is offered: it gets JSON, as from Kubernetes
        }
        byte[] body = encode(error.status(), encoding);
        Headers headers = headers(exchange, encoding.mediaType());
        StatusDetails details = error.status().details();
        Integer retryAfter = details == null ? null : details.retryAfterSeconds();
        if (retryAfter != null && retryAfter > 0) {
            headers = headers.and("retry-after", retryAfter.toString());
        }
        exchange.respond(error.code(), headers, pretty && encoding == Encoding.JSON ? PrettyJson.indent(body) : body);
    }

    /** There are too many requests: in plain text, as from Kubernetes. */
    static void sentAway(Exchange exchange, TooManyRequestsException refusal) throws IOException {
        Headers headers = headers(exchange, "text/plain; charset=utf-8")
                .and("x-content-type-options", "nosniff")
                .and("retry-after", Integer.toString(refusal.retryAfterSeconds()));
        exchange.respond(429, headers, (refusal.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void status(Exchange exchange, Negotiation how, Status status) throws IOException {
        Integer code = status.code();
        topLevel(exchange, how, code == null ? 200 : code, status);
    }

    /** The headers that every answer has, with the warnings so far. */
    static Headers headers(Exchange exchange, String contentType) {
        Headers.Builder headers = Headers.builder()
                .add("audit-id", AuditIds.echoed())
                .add("cache-control", "no-cache, private")
                .add("content-type", contentType);
        flow(headers);
        if (RequestScope.CURRENT.isBound()) {
            for (String warning : RequestScope.CURRENT.get().warnings()) {
                headers.add("warning", "299 - " + quoted(warning));
            }
        }
        return headers.build();
    }

    /** Which priority level the request belongs to; as in Kubernetes not by name, which would be telling. */
    static Headers.Builder flow(Headers.Builder headers) {
        Entrance entrance = Call.currentEntrance();
        if (entrance != null && !entrance.flowSchemaUid().isEmpty()) {
            headers.add("x-kubernetes-pf-flowschema-uid", entrance.flowSchemaUid());
            headers.add("x-kubernetes-pf-prioritylevel-uid", entrance.priorityLevelUid());
        }
        return headers;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c < ' ' || c == 0x7f ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }
}
