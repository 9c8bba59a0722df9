/// The description of the API without a server.
package enum APIDescription {
  /// OpenAPI 3.1, as JSON.
  package static func json(site: Site) -> [UInt8] {
    OpenAPIDocument(routes: Routes.all(site: site), site: site).answer.body
  }
}
