// Logs in, posts, reads the feed, and gets what happened since. Run it with: kotlin feed.main.kts
@file:DependsOn("org.jetbrains.kotlinx:kotlinx-serialization-json-jvm:1.6.3")

import java.io.IOException
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration
import java.util.UUID
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

val url = System.getenv("FEED_URL") ?: "http://127.0.0.1:4000/graphql"
val username = System.getenv("FEED_USERNAME") ?: "demo"
val password = System.getenv("FEED_PASSWORD") ?: "demo-password"
val http: HttpClient = HttpClient.newHttpClient()

fun request(address: String, document: String, variables: Map<String, String>): HttpRequest.Builder {
    val body = JsonObject(
        mapOf(
            "query" to JsonPrimitive(document),
            "variables" to JsonObject(variables.mapValues { JsonPrimitive(it.value) }),
        ),
    )
    return HttpRequest.newBuilder(URI(address))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
}

/** The data of a response, or an exception with its first error. */
fun dataOf(text: String): JsonObject {
    val answer = Json.parseToJsonElement(text).jsonObject
    answer["errors"]?.let { error(it.jsonArray[0].jsonObject.getValue("message").jsonPrimitive.content) }
    return answer.getValue("data").jsonObject
}

/** A failed request is repeated with the same key, so that nothing happens twice. */
fun ask(document: String, variables: Map<String, String>, token: String? = null): JsonObject {
    val builder = request(url, document, variables)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .timeout(Duration.ofSeconds(20))
    if (token != null) builder.header("Authorization", "Bearer $token")
    val attempts = 4
    for (attempt in 1..attempts) {
        var pause = 250L shl attempt
        try {
            val response = http.send(builder.build(), BodyHandlers.ofString())
            if (response.statusCode() !in setOf(429, 502, 503, 504) || attempt == attempts) return dataOf(response.body())
            pause = response.headers().firstValue("Retry-After").map { it.toLong() * 1000 }.orElse(pause)
        } catch (failure: IOException) {
            if (attempt == attempts) throw failure
        }
        Thread.sleep(pause)
    }
    error("there is no attempt left")
}

/** The data of each event, for as long as the connection lasts. Continue after the last `eventId` then. */
fun subscribe(document: String, variables: Map<String, String>, token: String): Sequence<JsonObject> {
    val streaming = request("$url/stream", document, variables)
        .header("Accept", "text/event-stream")
        .header("Authorization", "Bearer $token")
        .build()
    return http.send(streaming, BodyHandlers.ofLines()).body().iterator().asSequence()
        .filter { it.startsWith("data: ") }
        .map { dataOf(it.removePrefix("data: ")) }
}

fun JsonElement.at(vararg path: String): JsonElement =
    path.fold(this) { element, name -> element.jsonObject.getValue(name) }

fun JsonElement.text(): String = jsonPrimitive.content

fun post(content: String, token: String): String {
    val document = """mutation post(${'$'}content: String!) {
        createPost(input: { content: ${'$'}content }) { success message post { id } }
    }"""
    val payload = ask(document, mapOf("content" to content), token).at("createPost")
    check(payload.at("success").jsonPrimitive.boolean) { payload.at("message").text() }
    return payload.at("post", "id").text()
}

val logIn = """mutation logIn(${'$'}username: String!, ${'$'}password: String!) {
    tokenAuth(username: ${'$'}username, password: ${'$'}password) { token refreshToken }
}"""
val token = ask(logIn, mapOf("username" to username, "password" to password)).at("tokenAuth", "token").text()
println("logged in as $username")

val first = post("Hello from Kotlin", token)
println("posted $first")

val feed = "query feed { homeFeed(first: 1) { edges { node { content } } } }"
val newest = ask(feed, emptyMap(), token).at("homeFeed", "edges").jsonArray[0]
println("feed: ${newest.at("node", "content").text()}")

post("Hello again from Kotlin", token)

val live = """subscription live(${'$'}after: ID) {
    homeFeedUpdated(after: ${'$'}after) { eventId edge { node { content } } }
}"""
val event = subscribe(live, mapOf("after" to first), token).first()
println("live: ${event.at("homeFeedUpdated", "edge", "node", "content").text()}")
kotlin.system.exitProcess(0)
