package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that a careless server would choke on, and what must hold of each: where a search begins and what builds try. */
final class HostileHeads implements AutoCloseable {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    /** How long an answer that goes on, as a watch does, is listened to. */
    private static final int PATIENCE_MILLIS = 60_000;

    /** A method, a target and one more header, each on a line. */
    static final List<String> ALL = List.of(
            "GET\n" + MAPS + "\nAccept: application/json",
            "GET\n" + MAPS + "?labelSelector=a+in+(b,c),!d&fieldSelector=metadata.name%3Da&limit=1\nAccept: */*;q=0.1",
            "GET\n" + MAPS + "?limit=99999999999999999999&continue=x\nAccept: application/yaml",
            "GET\n" + MAPS + "?continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0IjoiLi4vIn0\nAccept: a/b",
            "GET\n" + MAPS
                    + "?resourceVersion=-1&resourceVersionMatch=Exact\nAccept: application/json;as=Table;g=meta.k8s.io;v=v1",
            "GET\n" + MAPS + "/a?watch=0&pretty=%zz\nAccept: ;;;,,=\"",
            "GET\n" + MAPS
                    + "/%2e%2e/%2F\nAccept: application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;v=v9",
            "GET\n//api//v1/./../namespaces/%00/pods/%ff\nHost: a:b:c",
            "GET\n/apis/apps/v1/deployments/a/scale/b?x=1&x=2&&=&%=%\nContent-Type: ;",
            "POST\n" + MAPS + "?dryRun=All&fieldManager=%07&fieldValidation=Odd\nContent-Type: application/json",
            "PATCH\n" + MAPS + "/a?force=maybe\nContent-Type: application/apply-patch+yaml;a=b",
            "DELETE\n" + MAPS
                    + "?propagationPolicy=Odd&gracePeriodSeconds=-9223372036854775809\nImpersonate-User: \u00e9",
            "PUT\nhttp://x/api/v1/nodes/n/proxy/%3F?%23\nImpersonate-Extra-%zz: a",
            "OPTIONS\n*\nAuthorization: Basic !",
            "CONNECT\na:1\nUpgrade: websocket",
            "GET\n/openapi/v3/apis/%252F?hash=%\nIf-None-Match: \"",
            "GET\n/api/v1/namespaces/default/pods/x/exec?command=%00&stdin=2\nConnection: Upgrade, ,",
            "GET\n" + MAPS + "?timeout=-1h9999999999m&timeoutSeconds=-9\ntraceparent: 00-0-0-zz",
            "G\u0000T\n/\n: a",
            "GET\n/metrics?a;b\nAccept-Encoding: gzip;q=,*;q=x");

    private final HttpFixture http;

    HostileHeads() {
        try {
            http = new HttpFixture();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** There is an answer, or the connection ends; the server never fails. */
    void check(String text) {
        String[] lines = text.split("[\r\n]", 4);
        String method = lines[0].isEmpty() ? "GET" : lines[0];
        String target = lines.length > 1 ? lines[1] : "/";
        String header = lines.length > 2 ? lines[2] + "\r\n" : "";
        String head = method + " " + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n" + header
                + "Connection: close\r\n\r\n";
        String answer = answer(head.getBytes(StandardCharsets.UTF_8));
        if (!answer.isEmpty()) {
            assertThat(answer).startsWith("HTTP/1.1 ");
            assertThat(answer).doesNotStartWith("HTTP/1.1 500 ");
        }
    }

    /** The beginning of the answer. */
    private String answer(byte[] head) {
        try (Socket socket = http.connect()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(head);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer to " + new String(head, StandardCharsets.UTF_8), e);
        } catch (IOException e) {
            return ""; // the server has hung up on what it could not read
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
