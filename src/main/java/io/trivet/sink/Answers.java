package io.trivet.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what OpenSearch answers to a bulk request. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /**
     * One for each operation that was sent, in their order.
     *
     * @throws IOException where it is no such answer, as that of a proxy
     */
    static List<Answer> ofItems(byte[] body, int sent) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode item : JSON.readTree(body).path("items")) {
            for (JsonNode result : item) {
                answers.add(of(result.path("status").asInt(), result.path("error")));
            }
        }
        if (answers.size() != sent) {
            throw new IOException("the answer has " + answers.size() + " items but it must have " + sent
                    + ", one for each operation");
        }
        return answers;
    }

    /** Of a request that was refused as a whole. */
    static Answer ofRequest(Bulk.Reply reply) {
        try {
            JsonNode error = JSON.readTree(reply.body()).path("error");
            return error.isTextual() ? new Answer(reply.status(), "", error.asText()) : of(reply.status(), error);
        } catch (JsonProcessingException e) {
            return new Answer(reply.status(), "", new String(reply.body(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new AssertionError("a text in memory cannot be read; this is a bug in Trivet", e);
        }
    }

    private static Answer of(int status, JsonNode error) {
        StringBuilder reason = new StringBuilder(error.path("reason").asText());
        for (JsonNode cause = error.path("caused_by"); cause.isObject(); cause = cause.path("caused_by")) {
            reason.append("; ").append(cause.path("reason").asText());
        }
        return new Answer(status, error.path("type").asText(), reason.toString());
    }
}
